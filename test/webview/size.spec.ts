import { builtPages } from './builtPages.ts';
import { expect, test } from './formTest.ts';

const toolkit = /node_modules\/(@vscode\/webview-ui-toolkit|@microsoft|exenv-es6|tslib)\//;

for (const page of ['form', 'relationship']) {
  test(`has at most 100 KB of scripts besides the toolkit, and 50 KB in the first script (${page})`, async () => {
    const { outputs } = await builtPages();
    const scripts = [`dist/${page}.js`, `dist/${page}Deferred.js`].map((name) => outputs[name]);
    const inputs = scripts.flatMap((script) => Object.entries(script?.inputs ?? {}));
    const ours = inputs
      .filter(([name]) => !toolkit.test(name))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    expect(ours).toBeGreaterThan(10_000);
    expect(ours).toBeLessThanOrEqual(100_000);
    expect(scripts[0]?.bytes).toBeLessThanOrEqual(50_000);
  });
}
