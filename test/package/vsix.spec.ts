import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { projectFolder } from '../support/folders.ts';
import { zipEntries } from '../support/zipEntries.ts';

describe('the .vsix', () => {
  const { vsix, output } = inject('packaged');
  let files: readonly string[];

  beforeAll(async () => {
    const entries = await zipEntries(vsix);
    files = entries
      .filter((name) => name.startsWith('extension/'))
      .map((name) => name.slice('extension/'.length));
  });

  it('is packaged without a warning', () => {
    expect(output).not.toMatch(/warning/i);
  });

  it('contains only bundles, icons, the manifest, texts, skills and documents for users', () => {
    const allowed =
      /^(dist\/\w+\.(cjs|js|css)|media\/(.+\.svg|icon\.png|skills\/[\w-]+\/SKILL\.md)|l10n\/.+\.json|package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/i;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
  });

  it.each(['readme.md', 'changelog.md', 'license.txt', 'package.nls.json', 'l10n/bundle.l10n.json'])(
    'contains %s',
    (file) => {
      expect(files.map((name) => name.toLowerCase())).toContain(file);
    },
  );

  it('contains every file that the manifest names', async () => {
    const manifest = await readFile(path.join(projectFolder, 'package.json'), 'utf8');
    const named = [...manifest.matchAll(/"(?:\.\/)?((?:media|dist|l10n)\/[^"]+)"/g)].map(([, file]) =>
      String(file),
    );
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
  });

  it('contains every bundle that another bundle loads on demand', async () => {
    const bundles = files.filter((file) => file.startsWith('dist/') && file.endsWith('.cjs'));
    expect(bundles).toContain('dist/extension.cjs');
    // It is no import: a thread starts with it.
    expect(bundles).toContain('dist/searchWorker.cjs');
    for (const bundle of bundles) {
      const code = await readFile(path.join(projectFolder, bundle), 'utf8');
      for (const [, name] of code.matchAll(/(?:require|import)\("\.\/(\w+\.cjs)"\)/g)) {
        expect(bundles).toContain(`dist/${String(name)}`);
      }
    }
  });
});
