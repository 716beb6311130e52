import { selectors } from '@playwright/test';
import type { PageElement } from './quickInput.ts';

/** What a row must have to be found. */
export type RowQuery = {
  readonly role: 'treeitem' | 'option';
  /** Matches the first text of the row. */
  readonly label?: RegExp | undefined;
  /** Matches the second text of the row. */
  readonly description?: RegExp | undefined;
  /** Matches the accessible name. */
  readonly spoken?: RegExp;
  readonly level?: number;
};

type Root = { querySelectorAll(selector: string): Iterable<PageElement> };

/** Rows of a tree or list of the editor. Playwright's own search by role looks at every element inside of them. */
export function rowSelector(query: RowQuery): string {
  const plain = (_: string, value: unknown) =>
    value instanceof RegExp ? [value.source, value.flags] : value;
  return `affinity-row=${encodeURIComponent(JSON.stringify(query, plain))}`;
}

/** Runs in the page, and can use nothing from outside. */
function rowEngine() {
  const queryAll = (root: Root, body: string): readonly PageElement[] => {
    const query = JSON.parse(decodeURIComponent(body)) as Record<string, [string, string]>;
    const patternOf = (name: string) => query[name] && new RegExp(...query[name]);
    const [label, description, spoken] = ['label', 'description', 'spoken'].map(patternOf);
    const level = query['level'] === undefined ? '' : `[aria-level="${String(query['level'])}"]`;
    const rows = root.querySelectorAll(
      `.monaco-list-rows > .monaco-list-row[role=${String(query['role'])}]${level}`,
    );
    const has = (row: PageElement, selector: string, pattern: RegExp): boolean =>
      pattern.test(row.querySelector(selector)?.textContent ?? '');
    return [...rows].filter(
      (row) =>
        (!spoken || spoken.test((row.getAttribute('aria-label') ?? '').replaceAll(/\s+/g, ' ').trim())) &&
        (!label || has(row, '.label-name', label)) &&
        (!description || has(row, '.label-description', description)),
    );
  };
  return { queryAll, query: (root: Root, body: string) => queryAll(root, body)[0] };
}

await selectors.register('affinity-row', rowEngine);
