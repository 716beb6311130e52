import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from './support/folders.ts';

const PLAIN = /^(?:-?\d|[A-Z][A-Z0-9_]+ [-*/+]|['"`]|\/(?![/*])|String\.raw|new RegExp)/;
const CAPITALS = /^[A-Z][A-Z0-9_]*$/;
const CONSTANT = /^(?:export )?const (?<name>\w+)(?::[^=]*)? =(?: (?<value>.*))?$/;

const COMMENT = /^\s*(?:\/\*\*|\/\/|\*) /;
const NOUN_CLAUSE = /^\S+ (?:\/\*\*|\/\/|\*) (?:What|Whether|Of|Who|Where|That|So many|Nobody|Whoever) /;

const EXPORTED =
  /^export (?:abstract |async |declare )*(?:const|function\*?|class|interface|type) (?<name>\w+)|^export (?:type )?\{(?<names>[^}]*)\}/gm;

/** Nothing is imported from these: the editor, a thread or a page runs them. */
const notImported: ReadonlySet<string> = new Set([
  'src/extension.ts',
  'src/editor/search/searchWorker.ts',
  'webview/form/main.ts',
  'webview/form/deferred.ts',
  'webview/relationship/main.ts',
  'webview/relationship/deferred.ts',
  'webview/shared/deferredSetup.ts',
]);

const files = [...filesIn('src'), ...filesIn('webview')];
const lines = new Map(
  files.map((file) => [file, readFileSync(path.join(projectFolder, file), 'utf8').split('\n')]),
);
const constants = [...lines].flatMap(([file, code]) =>
  code.flatMap((line) => {
    const { name, value } = CONSTANT.exec(line)?.groups ?? {};
    return name === undefined ? [] : [{ file, name, value: value ?? '' }];
  }),
);

describe('one style for constants', () => {
  it('writes numbers, texts and patterns in capitals, and everything else in camel case', () => {
    expect(
      constants.filter(({ name, value }) => value !== '' && PLAIN.test(value) !== CAPITALS.test(name)),
    ).toEqual([]);
  });

  it('ends the name of a schema with Schema', () => {
    const schemas = constants.filter(({ value }) =>
      /^z\.(?:strictObject|object|discriminatedUnion)\(/.test(value),
    );
    expect(schemas.filter(({ name }) => !name.endsWith('Schema'))).toEqual([]);
    expect(schemas.length).toBeGreaterThan(0);
  });
});

it('makes nothing of Intl while a file is loaded, which would take longer than all else', () => {
  expect(constants.filter(({ value }) => /\bnew Intl\./.test(value))).toEqual([]);
});

describe('the order in a file', () => {
  it('is imports, constants, then types, classes and functions', () => {
    const late = files.filter((file) => {
      const code = lines.get(file) ?? [];
      const first = code.findIndex((line) =>
        /^(?:export )?(?:async )?(?:function\*?|class|abstract class) /.test(line),
      );
      return first !== -1 && code.slice(first).some((line) => CONSTANT.test(line));
    });
    expect(late).toEqual([]);
  });
});

describe('comments', () => {
  it('begin with their subject, not with a noun clause such as "What is kept"', () => {
    const comments = [...filesIn('src'), ...filesIn('webview'), ...filesIn('test')].flatMap((file) =>
      readFileSync(path.join(projectFolder, file), 'utf8')
        .split('\n')
        .filter((line) => COMMENT.test(line))
        .map((line) => `${file} ${line.trim()}`),
    );
    const clauses = comments.filter((comment) => NOUN_CLAUSE.test(comment));
    expect(clauses.slice(0, clauses.length > comments.length / 200 ? 20 : 0)).toEqual([]);
    expect(comments.length).toBeGreaterThan(3000);
  });
});

describe('file names', () => {
  it('occur once in src', () => {
    const names = files.filter((file) => file.startsWith('src/')).map((file) => path.basename(file));
    const twice = names.filter((name, index) => names.indexOf(name) !== index && name !== 'index.ts');
    expect(twice).toEqual([]);
  });

  it('are the name of something that the file exports', () => {
    const nameless = files.filter(
      (file) =>
        path.basename(file) !== 'index.ts' &&
        !notImported.has(file) &&
        !exportsOf(file).includes(path.basename(file, '.ts').toLowerCase()),
    );
    expect(nameless).toEqual([]);
    expect([...notImported].filter((file) => !files.includes(file))).toEqual([]);
  });
});

/** The exported names of a file, in lower case. */
function exportsOf(file: string): readonly string[] {
  const code = (lines.get(file) ?? []).join('\n');
  return [...code.matchAll(EXPORTED)]
    .flatMap(({ groups }) => groups?.['name'] ?? groups?.['names']?.split(',') ?? [])
    .map(
      (name) =>
        name
          .trim()
          .replace(/^type /, '')
          .split(' as ')
          .at(-1)
          ?.toLowerCase() ?? '',
    );
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`);
}
