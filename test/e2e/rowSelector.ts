import { selectors } from '@playwright/test';

export type RowQuery = {
  /** Matches the first text of the row. */
  readonly label?: RegExp | undefined;
  /** Matches the second text of the row. */
  readonly description?: RegExp | undefined;
  /** Matches the accessible name. */
  readonly spoken?: RegExp;
  readonly level?: number;
};

/** Rows of a tree or list of the editor. Playwright's search by role and name looks at every element inside of them. */
export function rowSelector(query: RowQuery): string {
  const entries = Object.entries(query).map(([name, value]) => [
    name,
    value instanceof RegExp ? [value.source, value.flags] : value,
  ]);
  return `affinity-row=${encodeURIComponent(JSON.stringify(Object.fromEntries(entries)))}`;
}

/** Runs in the page, whose types the tests don't have. */
const engine = String.raw`({
  queryAll(root, body) {
    const { level, ...patterns } = JSON.parse(decodeURIComponent(body));
    const texts = {
      label: (row) => row.querySelector('.label-name')?.textContent ?? '',
      description: (row) => row.querySelector('.label-description')?.textContent ?? '',
      spoken: (row) => (row.getAttribute('aria-label') ?? '').replaceAll(/\s+/g, ' ').trim(),
    };
    const tests = Object.entries(patterns).map(([name, [source, flags]]) => {
      const pattern = new RegExp(source, flags);
      return (row) => pattern.test(texts[name](row));
    });
    const ofLevel = level === undefined ? '' : '[aria-level="' + level + '"]';
    const rows = [...root.querySelectorAll('.monaco-list-rows > .monaco-list-row' + ofLevel)];
    return rows.filter((row) => tests.every((test) => test(row)));
  },
  query(root, body) {
    return this.queryAll(root, body)[0];
  },
})`;

await selectors.register('affinity-row', { content: engine });
