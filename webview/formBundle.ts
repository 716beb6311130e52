import type { BuildOptions } from 'esbuild';

/** How the page of the form is bundled: by the build into `dist/`, by its tests into memory. */
export const formBundle = {
  entryPoints: [
    { in: 'webview/form/main.ts', out: 'form' },
    { in: 'webview/form/form.css', out: 'form' },
    { in: 'webview/registerToolkit.ts', out: 'toolkit' },
  ],
  bundle: true,
  format: 'iife',
  platform: 'browser',
  // Chromium of the oldest editor supported, 1.105.
  target: 'chrome138',
} satisfies BuildOptions;
