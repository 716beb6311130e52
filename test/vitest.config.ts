import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { vscode: fileURLToPath(new URL('editor/support/vscodeStandIn.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    restoreMocks: true,
    // Loading the modules anew for every file takes as long as the tests themselves; none of them keeps state.
    isolate: false,
    // Many tests wait for a service that keeps them waiting, and leave the processor to others.
    maxWorkers: 2 * availableParallelism(),
    // Tests of properties compute for a second; on a machine that others use too, for many.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
