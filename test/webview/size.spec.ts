import { build } from 'esbuild';
import { formBundle } from '../../webview/formBundle.ts';
import { projectFolder } from '../support/folders.ts';
import { expect, test } from './formTest.ts';

const toolkit = /node_modules\/(@vscode\/webview-ui-toolkit|@microsoft|exenv-es6|tslib)\//;

test("the page's scripts have at most 100 KB besides the toolkit", async () => {
  const { metafile } = await build({
    ...formBundle,
    absWorkingDir: projectFolder,
    outdir: 'dist',
    write: false,
    minify: true,
    metafile: true,
    logLevel: 'silent',
  });
  const scripts = Object.entries(metafile.outputs).filter(([name]) => name.endsWith('.js'));
  const inputs = scripts.flatMap(([, script]) => Object.entries(script.inputs));
  const ours = inputs
    .filter(([name]) => !toolkit.test(name))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  expect(ours).toBeGreaterThan(10_000);
  expect(ours).toBeLessThanOrEqual(100_000);
});
