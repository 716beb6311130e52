const MINUTE_MS = 60_000;

const offsets = new Map<number, string>();

/** `2025-11-18T14:00:00.000+01:00`: an instant by the clock of this machine, with its offset. */
export function localTime(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const wall = new Date(date.getTime() + minutes * MINUTE_MS).toISOString();
  return `${wall.slice(0, -1)}${offsetText(minutes)}`;
}

function offsetText(minutes: number): string {
  let text = offsets.get(minutes);
  if (text === undefined) {
    const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
    text = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
    offsets.set(minutes, text);
  }
  return text;
}
