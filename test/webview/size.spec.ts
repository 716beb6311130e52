import { buildForm } from './buildForm.ts';
import { expect, test } from './formTest.ts';

const toolkit = /node_modules\/(@vscode\/webview-ui-toolkit|@microsoft|exenv-es6|tslib)\//;

test("the page's scripts have at most 100 KB besides the toolkit, and 50 KB before it is seen", async () => {
  const { outputs } = await buildForm();
  const scripts = Object.entries(outputs).filter(([name]) => name.endsWith('.js'));
  const inputs = scripts.flatMap(([, script]) => Object.entries(script.inputs));
  const ours = inputs
    .filter(([name]) => !toolkit.test(name))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  expect(ours).toBeGreaterThan(10_000);
  expect(ours).toBeLessThanOrEqual(100_000);
  expect(outputs['dist/form.js']?.bytes).toBeLessThanOrEqual(50_000);
});
