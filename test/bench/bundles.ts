import { bundleContents, bundleTable } from './bundleContents.ts';
import type { Figure } from './figure.ts';

/** How large the bundles are, and what each library adds. */
export const bundles: Figure = async ({ built }) => {
  const { metafiles } = await built();
  const contents = bundleContents(metafiles);
  const atStart = contents.filter(({ name }) => name === 'extension.cjs').map(({ bytes }) => bytes / 1000);
  return {
    findings: [
      {
        figure: 'bundles',
        what: 'dist/extension.cjs, minified',
        ours: { values: atStart, unit: 'KB' },
        comparison: 'value',
        goal: { atMost: 100 },
      },
    ],
    details: bundleTable(contents),
  };
};
