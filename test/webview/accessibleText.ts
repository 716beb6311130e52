import type { Locator, Page } from '@playwright/test';

interface AxNode {
  readonly name?: { readonly value?: string };
  readonly description?: { readonly value?: string };
}

/**
 * Name and description as the browser computes them for screen readers. Playwright ignores descriptions that are set as
 * elements, which is how they cross the toolkit's shadow roots.
 */
export async function accessibleText(
  page: Page,
  control: Locator,
): Promise<{ name: string; description: string }> {
  const session = await page.context().newCDPSession(page);
  const mark = 'data-accessible-text';
  await control.evaluate((element, name) => element.setAttribute(name, ''), mark);
  const { result } = await session.send('Runtime.evaluate', {
    expression: `(() => { const all = (root) => [...root.querySelectorAll('*')].flatMap((one) =>
      [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
      return all(document).find((one) => one.hasAttribute('${mark}')); })()`,
  });
  const { nodes } = await session.send('Accessibility.getPartialAXTree', {
    ...(result.objectId === undefined ? {} : { objectId: result.objectId }),
    fetchRelatives: false,
  });
  await control.evaluate((element, name) => element.removeAttribute(name), mark);
  await session.detach();
  const node = nodes[0] as AxNode | undefined;
  return { name: node?.name?.value ?? '', description: node?.description?.value ?? '' };
}
