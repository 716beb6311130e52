import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { englishFormWords } from '../../src/protocol/formWords.ts';
import { relationshipPageWords } from '../../src/protocol/relationshipPageWords.ts';
import { projectFolder } from './folders.ts';

/** Every text of the code. The editor loads translations from files beside it, such as `bundle.l10n.de.json`. */
export const bundleFile = path.join(projectFolder, 'l10n', 'bundle.l10n.json');

/** Extracts the calls of `l10n.t` and the words of the pages. */
export async function extractedBundle(): Promise<Readonly<Record<string, string>>> {
  const folder = path.join(projectFolder, 'src');
  const names = await readdir(folder, { recursive: true });
  const sources = names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFile(path.join(folder, name), 'utf8'));
  const translating = (await Promise.all(sources)).filter((contents) => contents.includes('l10n.t('));
  // As one script, because the extractor compiles its queries again for each.
  const script = { contents: translating.join('\n'), extension: '.ts' };
  const ofPages = [englishFormWords, relationshipPageWords()].flatMap((words) => Object.values(words));
  const texts = [...Object.keys(await getL10nJson([script])), ...ofPages];
  return Object.fromEntries([...new Set(texts)].toSorted().map((text) => [text, text]));
}
