import { test as base } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import type { FormServer } from './formServer.ts';
import { PageHost } from './pageHost.ts';
import { pageOptions } from './pageOptions.ts';

type WorkerFixtures = { server: FormServer; pages: Page[] };

/** Tests with a page and a host that answers it. Any violation of the page's policy fails them. */
export function pageTest<Host extends PageHost<{ readonly kind: string }>>(
  serve: () => Promise<FormServer>,
  hostOf: (page: Page) => Host,
) {
  return base.extend<{ host: Host }, WorkerFixtures>({
    server: [
      // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from the pattern
      async ({}, use) => {
        const server = await serve();
        await use(server);
        await server.close();
      },
      { scope: 'worker' },
    ],
    // Free pages. Tests reuse them, because creating one takes as long as most tests.
    pages: [
      // oxlint-disable-next-line no-empty-pattern -- as above
      async ({}, use) => {
        const pages: Page[] = [];
        await use(pages);
        for (const page of pages) await page.context().close();
      },
      { scope: 'worker' },
    ],
    page: async ({ browser, pages }, use) => {
      await use(pages.pop() ?? (await newPage(browser)));
    },
    host: async ({ page, pages }, use, testInfo) => {
      const host = hostOf(page);
      await use(host);
      const failed = testInfo.status !== testInfo.expectedStatus || host.errors.length > 0;
      if (failed) await page.context().close();
      base.expect(host.errors, 'errors of the page').toEqual([]);
      if (page.isClosed()) return;
      await host.leave();
      await page.emulateMedia({ reducedMotion: null, forcedColors: null });
      await page.setViewportSize(pageOptions.viewport);
      pages.push(page);
    },
  });
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext(pageOptions);
  const page = await context.newPage();
  await PageHost.prepare(page);
  return page;
}
