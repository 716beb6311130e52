import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * The rules that the page violates, and where. Themes differ only in colors, so one is checked against all rules and
 * the others against color contrast.
 */
export async function axeViolations(page: Page, rules: 'all' | 'colors'): Promise<readonly string[]> {
  // Axe is half a megabyte, and its first run in a document is several times slower than the next.
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder(isThere ? { page, axeSource: ';' } : { page }).options({
    resultTypes: ['violations'],
  });
  if (rules === 'colors') axe.withRules(['color-contrast']);
  // Legacy mode opens no second page for each analysis. It can't see into frames, and there are none.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
