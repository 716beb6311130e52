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
  // As one script with one import, because the extractor goes through a whole script again for each import in it.
  const contents = [`import { l10n } from 'vscode';`, ...translating.map(withoutImport)].join('\n');
  const script = { contents, extension: '.ts' };
  const ofPages = [englishFormWords, relationshipPageWords()].flatMap((words) => Object.values(words));
  const texts = [...Object.keys(await getL10nJson([script])), ...ofPages];
  return Object.fromEntries([...new Set(texts)].toSorted().map((text) => [text, text]));
}

/** An import under another name stays. */
function withoutImport(contents: string): string {
  return contents.replace(/^import \{[^}]*\bl10n\b(?! as )[^}]*\} from 'vscode';$/m, '');
}
