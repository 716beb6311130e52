import type { Locator, Page } from '@playwright/test';

interface AccessibleText {
  readonly name: string;
  readonly description: string;
}

interface AxNode {
  readonly name?: { readonly value?: string };
  readonly description?: { readonly value?: string };
}

/**
 * Names and descriptions as the browser computes them for screen readers. Playwright ignores descriptions that are set
 * as elements, which is how they cross the toolkit's shadow roots.
 */
export async function accessibleTexts(
  page: Page,
  controls: readonly Locator[],
): Promise<readonly AccessibleText[]> {
  const session = await page.context().newCDPSession(page);
  // Without this the browser builds its tree of the page for each question.
  await session.send('Accessibility.enable');
  const mark = 'data-accessible-text';
  const texts: AccessibleText[] = [];
  for (const control of controls) {
    await control.evaluate((element, name) => element.setAttribute(name, ''), mark);
    const { result } = await session.send('Runtime.evaluate', {
      expression: `(() => { const all = (root) => [...root.querySelectorAll('*')].flatMap((one) =>
        [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
        const found = all(document).find((one) => one.hasAttribute('${mark}'));
        found.removeAttribute('${mark}');
        return found; })()`,
    });
    const { nodes } = await session.send('Accessibility.getPartialAXTree', {
      ...(result.objectId === undefined ? {} : { objectId: result.objectId }),
      fetchRelatives: false,
    });
    const node = nodes[0] as AxNode | undefined;
    texts.push({ name: node?.name?.value ?? '', description: node?.description?.value ?? '' });
  }
  await session.detach();
  return texts;
}

export async function accessibleText(page: Page, control: Locator): Promise<AccessibleText> {
  const [text] = await accessibleTexts(page, [control]);
  return text ?? { name: '', description: '' };
}
