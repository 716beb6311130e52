import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { vscode: fileURLToPath(new URL('editor/support/vscodeStandIn.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    restoreMocks: true,
    // Loading the modules for every file takes as long as the tests, and none of them keeps state.
    isolate: false,
    // Many tests wait for a slow service and leave the processor to others.
    maxWorkers: 2 * availableParallelism(),
    // Property tests compute for a second, and for many on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 10 } },
  },
});
