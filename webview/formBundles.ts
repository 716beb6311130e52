import type { BuildOptions } from 'esbuild';

const shared = {
  bundle: true,
  platform: 'browser',
  // Chromium of the oldest editor supported, 1.105.
  target: 'chrome138',
} satisfies BuildOptions;

/** How the page of the form is bundled: by the build into `dist/`, by its tests into memory. */
export const formBundles = [
  {
    ...shared,
    entryPoints: [
      { in: 'webview/form/main.ts', out: 'form' },
      { in: 'webview/form/form.css', out: 'form' },
    ],
    format: 'iife',
  },
  {
    ...shared,
    entryPoints: [{ in: 'webview/form/deferred.ts', out: 'formDeferred' }],
    format: 'esm',
  },
] satisfies BuildOptions[];
