import type { Metafile } from 'esbuild';
import { expect, it } from 'vitest';
import { bundleContents, bundleTable } from './bundleContents.ts';

const metafile = {
  inputs: {},
  outputs: {
    'dist/small.cjs': { bytes: 1200, inputs: inputs({ 'src/small.ts': 1200 }), imports: [], exports: [] },
    'dist/large.cjs': {
      bytes: 9000,
      inputs: inputs({
        'src/a.ts': 2000,
        'src/b.ts': 1000,
        'node_modules/zod/v4/mini/parse.js': 1500,
        'node_modules/zod/v4/core/core.js': 2500,
        'node_modules/@vscode/webview-ui-toolkit/dist/button.js': 700,
        'node_modules/ofetch/node_modules/ufo/index.js': 600,
        'node_modules/tiny/index.js': 300,
      }),
      imports: [],
      exports: [],
    },
  },
} satisfies Metafile;

function inputs(files: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(files).map(([file, bytesInOutput]) => [file, { bytesInOutput }]));
}

it('tells for each bundle what our code and each library add', () => {
  const [large, small] = bundleContents([metafile]);
  expect(large).toEqual({
    name: 'large.cjs',
    bytes: 9000,
    own: 3000,
    libraries: [
      ['zod', 4000],
      ['@vscode/webview-ui-toolkit', 700],
      ['ufo', 600],
      ['tiny', 300],
    ],
  });
  expect(small).toMatchObject({ own: 1200, libraries: [] });
});

it('names the largest libraries and adds up the others', () => {
  const libraries = Array.from({ length: 8 }, (_, place) => [`lib${String(place)}`, 1000 - place] as const);
  const [, , row] = bundleTable([{ name: 'a.cjs', bytes: 9000, own: 1000, libraries }]).split('\n');
  const named = libraries.slice(0, 6).map(([name]) => `${name} 1.0`);
  expect(row).toBe(`| a.cjs | 9.0 | 1.0 | ${named.join(', ')}, 2 others 2.0 |`);
});
