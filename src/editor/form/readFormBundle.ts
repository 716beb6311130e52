import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uri } from 'vscode';
import type { FormBundle } from '../../protocol/formHtml.ts';

/** By folder of the extension. A form opens sooner when nothing has to be read for it. */
const read = new Map<string, Promise<FormBundle>>();

/** The page's script and style as they were built. Rejects where an update has taken them away. */
export async function readFormBundle({ fsPath }: Uri): Promise<FormBundle> {
  const bundle = read.get(fsPath) ?? readFiles(join(fsPath, 'dist'));
  read.set(fsPath, bundle);
  try {
    return await bundle;
  } catch (error) {
    read.delete(fsPath);
    throw error;
  }
}

async function readFiles(folder: string): Promise<FormBundle> {
  const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const [script, style] = await Promise.all([text('form.js'), text('form.css')]);
  return { script, style };
}
