import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFile, extractedBundle } from './l10nBundle.ts';
import { runMain, say } from './progress.ts';

// Writes the bundle that translators start from.
await runMain(async () => {
  const bundle = await extractedBundle();
  await mkdir(path.dirname(bundleFile), { recursive: true });
  await writeFile(bundleFile, `${JSON.stringify(bundle, undefined, 2)}\n`);
  say(`l10n/bundle.l10n.json: ${String(Object.keys(bundle).length)} texts`);
  return 0;
});
