import type { BuildOptions } from 'esbuild';

/** The folders of the pages. `form` becomes `form.js`, `form.css` and `formDeferred.js` in `dist/`. */
const pages = ['form', 'relationship'] as const;

const common = {
  bundle: true,
  platform: 'browser',
  // Chromium of the oldest supported editor, VS Code 1.105.
  target: 'chrome138',
} satisfies BuildOptions;

/** The bundles of each page, for the build and for the page tests. */
export const pageBundles = pages.flatMap((page) => [
  {
    ...common,
    entryPoints: [
      { in: `webview/${page}/main.ts`, out: page },
      { in: `webview/${page}/${page}.css`, out: page },
    ],
    format: 'iife',
  },
  {
    ...common,
    entryPoints: [{ in: `webview/${page}/deferred.ts`, out: `${page}Deferred` }],
    format: 'esm',
  },
]) satisfies BuildOptions[];
