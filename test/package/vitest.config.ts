import { defineConfig } from 'vitest/config';

// Apart from the unit tests, since it builds and packages, and so takes seconds.
export default defineConfig({
  test: {
    include: ['test/package/*.spec.ts'],
    hookTimeout: 120_000,
  },
});
