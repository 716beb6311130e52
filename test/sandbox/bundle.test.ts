import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../support/folders.ts';

describe('the bundle of the sandbox', () => {
  it('contains none of the controls that only tests use', async () => {
    const { metafile, outputFiles } = await build({
      entryPoints: [path.join(projectFolder, 'src/sandbox/index.ts')],
      absWorkingDir: projectFolder,
      bundle: true,
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain('src/sandbox/sandbox.ts');
    expect(inputs.filter((file) => file.includes('sandbox/testing/'))).toEqual([]);
    expect(outputFiles[0]?.text).not.toMatch(/FaultQueue|faultyAnswer|RecordedRequest|BehindTheBack/);
  });
});
