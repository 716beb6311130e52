const MERGED = /\bmerged into\D{0,40}?(?<id>\d{1,15})\b/iu;

/** The id of the record that a person or company was merged into, by the service's words; undefined without one. */
export function mergedInto(said: readonly string[]): number | undefined {
  const id = said.map((one) => MERGED.exec(one)?.groups?.['id']).find((one) => one !== undefined);
  return id === undefined ? undefined : Number(id);
}
