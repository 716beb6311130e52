/** Draws a part of the view only when it is another one, so that focus, scrolling and screen readers are left alone. */
export function drawnOnce<Part>(draw: (part: Part) => void): (part: Part) => void {
  let drawn: string | undefined;
  return (part) => {
    // `undefined` has no JSON, and is a part as well: something that is to go away.
    const next = JSON.stringify(part) ?? '';
    if (next === drawn) return;
    drawn = next;
    draw(part);
  };
}
