/**
 * Parts `[text](address)`, which notifications and input boxes of the editor would make a link of, also one that runs a
 * command, by a character that is not seen.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}
