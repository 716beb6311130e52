interface Item {
  readonly label: string;
}

/** A quick pick or an input box, and what the user does with it. */
export class QuickInput {
  title = '';
  step = 0;
  totalSteps = 0;
  validationMessage = '';
  busy = false;
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  buttons: readonly unknown[] = [];
  placeholder = '';
  isOpen = false;
  #value = '';
  #selectedItems: readonly Item[] = [];
  readonly #listeners = new Map<string, ((event: unknown) => void)[]>();

  readonly onDidChangeValue = this.#event('value');
  readonly onDidTriggerButton = this.#event('button');
  readonly onDidTriggerItemButton = this.#event('item button');
  readonly onDidChangeSelection = this.#event('selection');
  readonly onDidAccept = this.#event('accept');
  readonly onDidHide = this.#event('hide');

  get value(): string {
    return this.#value;
  }

  /** The editor reports a text that the program sets, too, and a moment later. */
  set value(text: string) {
    if (text !== this.#value) setTimeout(() => this.isOpen && this.#fire('value', text));
    this.#value = text;
  }

  /** Those with a tick, in a pick of several. */
  get selectedItems(): readonly Item[] {
    return this.#selectedItems;
  }

  /** So it does with ticks. It draws the rows without ticks first, and names them by their number. */
  set selectedItems(items: readonly Item[]) {
    const rows = items.map((item) => this.items.indexOf(item));
    this.#selectedItems = items;
    setTimeout(() => this.#report([]));
    setTimeout(() => this.#report(rows));
  }

  show(): void {
    this.isOpen = true;
  }

  dispose(): void {
    this.isOpen = false;
  }

  type(text: string): void {
    this.#value = text;
    this.#fire('value', text);
  }

  choose(label: string): void {
    this.activeItems = this.items.filter((item) => item.label === label);
    if (this.activeItems.length === 0) throw new Error(`There is no ${label}.`);
    this.accept();
  }

  /** Ticks a row, or takes its tick away. */
  tick(label: string): void {
    const row = this.items.find((item) => item.label === label);
    if (row === undefined) throw new Error(`There is no ${label}.`);
    const others = this.selectedItems.filter((item) => item !== row);
    this.#selectedItems = others.length < this.selectedItems.length ? others : [...others, row];
    this.#fire('selection', this.selectedItems);
  }

  accept(): void {
    this.#fire('accept');
  }

  press(button: unknown): void {
    this.#fire('button', button);
  }

  pressOn(label: string, button: unknown): void {
    this.#fire('item button', { item: this.items.find((item) => item.label === label), button });
  }

  hide(): void {
    this.isOpen = false;
    this.#fire('hide');
  }

  #report(rows: readonly number[]): void {
    if (!this.isOpen) return;
    this.#selectedItems = rows.flatMap((row) => this.items[row] ?? []);
    this.#fire('selection', this.#selectedItems);
  }

  #event(name: string) {
    return (listener: (event: unknown) => void): void => {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    };
  }

  #fire(name: string, event?: unknown): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(event);
  }
}
