import { defineConfig } from 'vitest/config';

// Separate from the unit tests, because building and packaging takes seconds.
export default defineConfig({
  test: {
    include: ['test/package/*.spec.ts'],
    globalSetup: 'test/package/packaged.ts',
  },
});
