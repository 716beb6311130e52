import { test as base } from '@playwright/test';
import { FormHost } from './formHost.ts';
import { type FormServer, serveForm } from './formServer.ts';

/** A test with a page that is served, and a host to play with. Whatever breaks the page's policy fails it. */
export const test = base.extend<{ host: FormHost }, { server: FormServer }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from the pattern
    async ({}, use) => {
      const server = await serveForm();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  host: async ({ page }, use) => {
    const host = new FormHost(page);
    await use(host);
    base.expect(host.troubles, 'the page is quiet').toEqual([]);
  },
});

export { expect } from '@playwright/test';
