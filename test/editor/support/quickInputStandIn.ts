interface Item {
  readonly label: string;
}

/** A quick pick or an input box, and what the user does with it. */
export class QuickInput {
  title = '';
  step = 0;
  value = '';
  validationMessage = '';
  busy = false;
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  buttons: readonly unknown[] = [];
  isOpen = false;
  readonly #listeners = new Map<string, ((event: unknown) => void)[]>();

  readonly onDidChangeValue = this.#event('value');
  readonly onDidTriggerButton = this.#event('button');
  readonly onDidTriggerItemButton = this.#event('item button');
  readonly onDidAccept = this.#event('accept');
  readonly onDidHide = this.#event('hide');

  show(): void {
    this.isOpen = true;
  }

  dispose(): void {
    this.isOpen = false;
  }

  type(text: string): void {
    this.value = text;
    this.#fire('value', text);
  }

  choose(label: string): void {
    this.activeItems = this.items.filter((item) => item.label === label);
    if (this.activeItems.length === 0) throw new Error(`There is no ${label}.`);
    this.accept();
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
    this.#fire('hide');
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
