import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { englishFormWords } from '../../src/protocol/formWords.ts';
import { relationshipPageWords } from '../../src/protocol/relationshipPageWords.ts';
import { projectFolder } from './folders.ts';
import { child, children, syntaxNodes } from './syntaxTree.ts';
import type { SyntaxNode, Visited } from './syntaxTree.ts';

const KEPT_OR_LETTER = /(\]\([^)]*\)|`[^`]*`)|[a-z]/gi;
const ACCENTED = 'àƀçđéƒĝĥîĵķļɱñöƥɋŕšţûṽŵẋýž';

export type SourceNode = Visited & { readonly file: string; readonly code: string };

/** Every syntax node of the sources with visible texts. */
export function nodesOfSources(): readonly SourceNode[] {
  const files = ['src/editor', 'webview'].flatMap((folder) =>
    readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`),
  );
  return files.flatMap((file) => {
    const code = readFileSync(path.join(projectFolder, file), 'utf8');
    return syntaxNodes(file, code).map((visited) => ({ ...visited, file, code }));
  });
}

/** True for a call of `l10n.t`. */
export function isTranslation(node: SyntaxNode | undefined): boolean {
  const callee = child(node, 'callee');
  return (
    node?.type === 'CallExpression' &&
    child(callee, 'object')?.['name'] === 'l10n' &&
    child(callee, 'property')?.['name'] === 't'
  );
}

/** Returns the English text of a call of `l10n.t`; undefined if it isn't a literal. */
export function message(call: SyntaxNode): string | undefined {
  const [first] = children(call, 'arguments');
  return first?.type === 'Literal' && typeof first['value'] === 'string' ? first['value'] : undefined;
}

/** Every text in a pseudo-language: with accents, in brackets. */
export function pseudoBundle(): Readonly<Record<string, string>> {
  const asked = nodesOfSources().flatMap(({ node }) => (isTranslation(node) ? [message(node) ?? ''] : []));
  const texts = [...asked, ...Object.values(englishFormWords), ...Object.values(relationshipPageWords())];
  return Object.fromEntries(texts.map((text) => [text, pseudo(text)]));
}

/** One text in the pseudo-language. Links and code stay as they are, as a translation must keep them. */
export function pseudo(text: string): string {
  const accented = text.replaceAll(KEPT_OR_LETTER, (letter, kept?: string) => {
    if (kept !== undefined) return kept;
    const small = ACCENTED[letter.toLowerCase().charCodeAt(0) - 97] ?? letter;
    return letter === letter.toLowerCase() ? small : small.toUpperCase();
  });
  return `⟦${accented}⟧`;
}
