import { buildPages } from './formServer.ts';
import { expect, test } from './formTest.ts';

const toolkit = /node_modules\/(@vscode\/webview-ui-toolkit|@microsoft|exenv-es6|tslib)\//;

test('has at most 100 KB of scripts besides the toolkit, and 50 KB in the first script', async () => {
  const { outputs } = await buildPages();
  const scripts = Object.entries(outputs).filter(([name]) => name.endsWith('.js'));
  const inputs = scripts.flatMap(([, script]) => Object.entries(script.inputs));
  const ours = inputs
    .filter(([name]) => !toolkit.test(name))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  expect(ours).toBeGreaterThan(10_000);
  expect(ours).toBeLessThanOrEqual(100_000);
  expect(outputs['dist/form.js']?.bytes).toBeLessThanOrEqual(50_000);
});
