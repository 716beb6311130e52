/** Items that could not be read, each once, with the lower end of the page that they came on. */
export class Unreadable {
  readonly #pages: Map<string, number>;
  #nameless = 0;

  constructor(known: Iterable<readonly [string, number]> = []) {
    this.#pages = new Map(known);
  }

  get count(): number {
    return this.#pages.size;
  }

  add(raw: unknown, pageEnd: number): void {
    this.#pages.set(idIn(raw) ?? `${pageEnd}#${(this.#nameless += 1)}`, pageEnd);
  }

  /** It could be read after all. */
  remove(id: number): void {
    this.#pages.delete(String(id));
  }

  /** Those on pages that reach no deeper than this moment. */
  from(moment: number): readonly (readonly [string, number])[] {
    return [...this.#pages].filter(([, pageEnd]) => pageEnd >= moment);
  }

  /** Takes over what was found when all down to this moment was read again. */
  renew(newer: Unreadable, moment: number): void {
    for (const [name] of this.from(moment)) this.#pages.delete(name);
    for (const [name, pageEnd] of newer.#pages) this.#pages.set(name, pageEnd);
  }
}

function idIn(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return undefined;
  return typeof raw.id === 'number' || typeof raw.id === 'string' ? String(raw.id) : undefined;
}
