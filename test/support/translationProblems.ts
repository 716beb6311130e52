export type Texts = Readonly<Record<string, string>>;

/** Parts of a text that a translation must keep as they are, though their order may change. */
const keptParts: Readonly<Record<string, RegExp>> = {
  placeholders: /\{\d+\}/g,
  links: /\]\((?:command|https?):[^)]*\)/g,
  code: /`[^`]*`/g,
};

/** Lists what is wrong with a translation of these English texts. Both have the same keys. */
export function translationProblems(english: Texts, translated: Texts): readonly string[] {
  const extra = Object.keys(translated).filter((key) => !Object.hasOwn(english, key));
  return [
    ...extra.map((key) => `${key}: is no longer a text of the extension`),
    ...Object.entries(english).flatMap(([key, text]) => textProblems(key, text, translated[key])),
  ];
}

function textProblems(key: string, english: string, translated: string | undefined): readonly string[] {
  if (translated === undefined) return [`${key}: is missing`];
  if (translated.trim() === '') return [`${key}: is empty`];
  return Object.entries(keptParts).flatMap(([name, pattern]) =>
    sorted(english, pattern) === sorted(translated, pattern) ? [] : [`${key}: has other ${name}`],
  );
}

function sorted(text: string, pattern: RegExp): string {
  return (text.match(pattern) ?? []).toSorted().join(' ');
}
