import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uri } from 'vscode';
import type { FormBundle } from '../../protocol/formHtml.ts';

/** The page's script and style as they were built. Rejects where an update has taken them away. */
export async function readFormBundle(extensionUri: Uri): Promise<FormBundle> {
  const read = (name: string): Promise<string> => readFile(join(extensionUri.fsPath, 'dist', name), 'utf8');
  const [script, style] = await Promise.all([read('form.js'), read('form.css')]);
  return { script, style };
}
