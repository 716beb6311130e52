import { FormHost } from './formHost.ts';
import { serveForm } from './formServer.ts';
import { pageTest } from './pageTest.ts';

export const test = pageTest(serveForm, (page) => new FormHost(page));

export { expect } from '@playwright/test';
