import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { runCount } from './support/runCount.ts';

export default defineConfig({
  // The tests load the builds of libraries that the extension ships, without the assertions of development.
  ssr: { resolve: { conditions: ['module', 'node'], externalConditions: ['node'] } },
  resolve: { alias: { vscode: fileURLToPath(new URL('editor/support/vscodeStandIn.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.test.ts'],
    restoreMocks: true,
    // Loading the modules for every file takes as long as the tests, and none of them keeps state.
    isolate: false,
    // Transformed modules are kept in node_modules, by their content.
    fsModuleCache: true,
    // Tests make many short-lived objects; a larger nursery collects them with less processor time. Megabytes.
    execArgv: ['--max-semi-space-size=64', '--min-semi-space-size=16'],
    // Many tests wait for a slow service and leave the processor to others.
    maxWorkers: 2 * availableParallelism(),
    // Property tests compute for a second, and for many on a busy machine.
    testTimeout: runCount(60_000),
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000, interval: 10 } },
  },
});
