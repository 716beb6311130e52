/** As much of the editor's API as the tree uses, to try the tree's own work, and take its time, without an editor. */
export const env = { language: 'en' };

export const l10n = {
  t: (text: string, ...values: readonly unknown[]): string =>
    text.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;

  constructor(label: string, collapsibleState = 0) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 } as const;

export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeColor extends ThemeIcon {}

export class MarkdownString {
  appendText(): this {
    return this;
  }

  appendMarkdown(): this {
    return this;
  }
}

export class Disposable {
  static from(): Disposable {
    return new Disposable();
  }

  dispose(): void {}
}

export class EventEmitter<Event> {
  readonly #listeners: ((event: Event) => void)[] = [];

  readonly event = (listener: (event: Event) => void): Disposable => {
    this.#listeners.push(listener);
    return new Disposable();
  };

  fire(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }

  dispose(): void {}
}
