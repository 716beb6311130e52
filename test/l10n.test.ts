import { describe, expect, it } from 'vitest';
import { child, children } from './support/syntaxTree.ts';
import type { SyntaxNode } from './support/syntaxTree.ts';
import { isTranslation, message, nodesOfSources } from './support/translations.ts';
import type { SourceNode } from './support/translations.ts';

/** The host translates the page's words. `npm run l10n` reads their table. */
const WORDS_OF_A_PAGE = /(?:formWords|relationshipPageWords)\(\(english\) => l10n\.t\(english\)\)/;

/** Files that change case for a search, not for display. */
const searchedText: ReadonlySet<string> = new Set(['src/editor/pick/resultItems.ts']);

/** Messages with a number that is never 1. */
const alwaysMany: readonly string[] = [
  'Opened the first {0} of {1} pages.',
  'The note has {0} characters. Shorten it to at most {1}.',
  'This needs about {0} requests to Affinity.',
  'The text is too long for the form ({0} characters). Select part of it and try again.',
  'An interaction can’t have {0} people. The maximum is {1}.',
  'Stopped after {0} of {1} records were refreshed',
  '1 of {0} records couldn’t be refreshed and keeps its old dates: {1}.',
  '{0} of {1} records couldn’t be refreshed and keep their old dates: {2}.',
  'your firm has {0} requests left this month, and you reserve {1}',
];

const PLURAL =
  /\{\d\} (?:[a-z]+ ){0,2}(?:addresses|characters|interactions|links|names|ones|pages|people|records|requests)\b/;
const SENTENCE = /^[A-Z][a-z’']+ [A-Za-z“{]/;

const nodes = nodesOfSources();
const calls = nodes.filter(({ node }) => isTranslation(node));
/** Functions that return a translated text: they return a string and call `l10n.t`. */
const wordFunctions: ReadonlySet<unknown> = new Set(
  nodes
    .filter(({ node, code }) => {
      const source = textOf(node, code);
      const returned = child(child(node, 'returnType'), 'typeAnnotation');
      return (
        node.type === 'FunctionDeclaration' &&
        source.includes('l10n.t(') &&
        /^string\b/.test(returned === undefined ? '' : textOf(returned, code))
      );
    })
    .map(({ node }) => child(node, 'id')?.['name']),
);

describe('a translated text', () => {
  it('is requested with a literal, so that it can be extracted', () => {
    const variable = calls.filter(({ node }) => typeof message(node) !== 'string');
    const others = variable.filter(({ around, code }) => !WORDS_OF_A_PAGE.test(textOf(around.at(-2), code)));
    expect(where(others)).toEqual([]);
    expect(variable).toHaveLength(2);
    expect(calls.length).toBeGreaterThan(300);
  });

  it('is requested with l10n.t, which is never passed on', () => {
    const other = nodes.filter(
      ({ node, around }) =>
        node.type === 'Identifier' &&
        node['name'] === 'l10n' &&
        !isTranslation(around.at(-2)) &&
        around.at(-1)?.type !== 'ImportSpecifier',
    );
    expect(where(other)).toEqual([]);
  });

  it('is never assembled from pieces', () => {
    const pieced = nodes.filter(({ node }) => {
      if (node.type === 'BinaryExpression' && node['operator'] === '+') {
        return isTranslated(child(node, 'left')) || isTranslated(child(node, 'right'));
      }
      // Only an icon may precede it.
      if (node.type === 'TemplateLiteral' && children(node, 'expressions').some(isTranslated)) {
        return children(node, 'quasis').some((quasi) => !/^(?:\$\([\w-]+\) )?$/.test(cooked(quasi)));
      }
      return isTranslation(node) && children(node, 'arguments').slice(1).some(isTranslation);
    });
    expect(where(pieced)).toEqual([]);
  });

  it('is joined with others only as lines or in lists', () => {
    const joined = nodes.filter(({ node, code }) => {
      if (methodOf(node) !== 'join' || !containsTranslation(receiver(node))) return false;
      const [separator] = children(node, 'arguments');
      return !/^'(?: · |\\n|\\n\\n|, | |)'$/.test(separator === undefined ? '' : textOf(separator, code));
    });
    expect(where(joined)).toEqual([]);
  });

  it('is never lower-cased or cut', () => {
    const changed = nodes.filter(
      ({ node, file }) =>
        (/^to(?:Locale)?(?:Lower|Upper)Case$/.test(methodOf(node)) &&
          file.startsWith('src/editor/') &&
          !searchedText.has(file)) ||
        (/^(?:slice|substring|replace|replaceAll|split|at|charAt)$/.test(methodOf(node)) &&
          isTranslated(child(child(node, 'callee'), 'object'))),
    );
    expect(where(changed)).toEqual([]);
  });

  it('with a number has separate words for 1', () => {
    const plural = calls.filter(({ node }) => PLURAL.test(String(message(node))));
    const single = plural.filter(({ node, around, code }) => {
      const asked = around
        .filter(({ type }) => type === 'ConditionalExpression' || type === 'IfStatement')
        .map((one) => textOf(child(one, 'test'), code));
      return (
        !asked.some((test) => /\b1\b|=== undefined|\.length === 0|others === 0/.test(test)) &&
        !alwaysMany.includes(String(message(node)))
      );
    });
    expect(where(single)).toEqual([]);
    expect(plural.length).toBeGreaterThan(5);
    const used = new Set(calls.map(({ node }) => message(node)));
    expect(alwaysMany.filter((one) => !used.has(one))).toEqual([]);
  });
});

describe('a sentence in the source', () => {
  it('is translated, unless it is for the log or an error', () => {
    const texts = nodes.filter(({ node }) => SENTENCE.test(cooked(node)));
    expect(where(texts.filter((found) => !found.around.some((one) => isUnseen(one, found.code))))).toEqual(
      [],
    );
    expect(texts.length).toBeGreaterThan(200);
  });
});

/** True if the texts inside are translated or not visible to users. */
function isUnseen(node: SyntaxNode, code: string): boolean {
  const callee = textOf(child(node, 'callee'), code);
  return (
    isTranslation(node) ||
    (node.type === 'NewExpression' && callee.endsWith('Error')) ||
    (node.type === 'CallExpression' && /\blog\.(?:trace|debug|info|warn|error)$/.test(callee)) ||
    (node.type === 'FunctionDeclaration' && child(node, 'id')?.['name'] === 'problemText')
  );
}

/** True if the value is a translated text, or one of two. */
function isTranslated(node: SyntaxNode | undefined): boolean {
  switch (node?.type) {
    case 'CallExpression':
      return isTranslation(node) || wordFunctions.has(child(node, 'callee')?.['name']);
    case 'ConditionalExpression':
      return isTranslated(child(node, 'consequent')) || isTranslated(child(node, 'alternate'));
    case 'LogicalExpression':
      return isTranslated(child(node, 'left')) || isTranslated(child(node, 'right'));
    default:
      return false;
  }
}

/** Returns the list that `.join` is called on, before any `.filter`. */
function receiver(call: SyntaxNode): SyntaxNode | undefined {
  const object = child(child(call, 'callee'), 'object');
  return object !== undefined && methodOf(object) === 'filter' ? receiver(object) : object;
}

function containsTranslation(list: SyntaxNode | undefined): boolean {
  return children(list, 'elements').some((one) => isTranslated(child(one, 'argument') ?? one));
}

function methodOf(node: SyntaxNode): string {
  const callee = child(node, 'callee');
  return callee?.type === 'MemberExpression' ? String(child(callee, 'property')?.['name']) : '';
}

/** Returns the text of a literal or of a part of a template, else an empty text. */
function cooked(node: SyntaxNode): string {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : '';
  const value: unknown = node.type === 'TemplateElement' ? node['value'] : undefined;
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

function textOf(node: SyntaxNode | undefined, code: string): string {
  return node === undefined ? '' : code.slice(node.start, node.end);
}

function where(found: readonly SourceNode[]): readonly string[] {
  return found.map(({ file, code, node }) => {
    const line = code.slice(0, node.start).split('\n').length;
    return `${file}:${String(line)} ${textOf(node, code).replaceAll(/\s+/g, ' ').slice(0, 120)}`;
  });
}
