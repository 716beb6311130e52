import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { bundleFile, extractedBundle } from '../support/l10nBundle.ts';

it('the committed l10n bundle has every text of the code (`npm run l10n` updates it)', async () => {
  const bundle: unknown = JSON.parse(await readFile(bundleFile, 'utf8'));
  expect(bundle).toEqual(await extractedBundle());
}, 120_000);
