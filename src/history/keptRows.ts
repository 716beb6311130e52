/** Rows by their ids. A row with the same data stays the same object, by which the editor knows what to draw again. */
export class KeptRows<Row extends { readonly id: string }> {
  readonly #rows = new Map<string, Row>();

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  values(): Iterable<Row> {
    return this.#rows.values();
  }

  delete(id: string): void {
    this.#rows.delete(id);
  }

  clear(): void {
    this.#rows.clear();
  }

  /** The known object if it has the same data, else this one. Rows are plain data. */
  keep<Kept extends Row>(row: Kept): Kept {
    const known = this.#rows.get(row.id);
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(row)) return known as Kept;
    this.#rows.set(row.id, row);
    return row;
  }
}
