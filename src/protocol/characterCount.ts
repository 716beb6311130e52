/**
 * Characters as people count them on the whole: an emoji of two UTF-16 units is one. Runs at each key, so it makes no
 * list of them.
 */
export function characterCount(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0xd800 || code > 0xdbff) continue;
    const next = text.charCodeAt(at + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      pairs++;
      at++;
    }
  }
  return text.length - pairs;
}
