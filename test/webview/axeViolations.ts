import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>;

interface WithAxe {
  readonly axe: { run(context: Document, options: object): Promise<Results> };
}

/**
 * The rules that the page violates, and where. Themes differ only in colors, so one is checked against all rules and
 * the others against color contrast.
 */
export async function axeViolations(page: Page, rules: 'all' | 'colors'): Promise<readonly string[]> {
  await loadAxe(page);
  const options = {
    resultTypes: ['violations'],
    ...(rules === 'colors' ? { runOnly: ['color-contrast'] } : {}),
  };
  // The builder would make five calls into the page each time.
  const { violations } = await page.evaluate(
    async (chosen) => await (window as unknown as WithAxe).axe.run(document, chosen),
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** Axe is half a megabyte, and its first run in a document is several times slower than the next. */
async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return;
  // Legacy mode opens no second page. It can't see into frames, and there are none.
  await new AxeBuilder({ page }).withRules('document-title').setLegacyMode().analyze();
}
