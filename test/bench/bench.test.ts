import path from 'node:path';
import { expect, it } from 'vitest';
import { projectFolder } from '../support/folders.ts';
import { runCommand } from '../support/runCommand.ts';

it('loads without an editor, and tells what it can measure', async () => {
  const bench = path.join(projectFolder, 'test/bench/bench.ts');
  const { code, output } = await runCommand(process.execPath, [bench, '--help']);
  expect(output).toContain('Figures: activation, bundles,');
  expect(code).toBe(0);
});
