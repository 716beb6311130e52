import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from './support/folders.ts';

type Import = {
  readonly from: string;
  readonly target: string;
  readonly kind: 'value' | 'types' | 'on demand';
};

const parts = ['affinity', 'timeline', 'drafts', 'protocol', 'editor', 'sandbox', 'extension.ts', 'webview'];
/** Packages that have no column: who uses one, and where. */
const packagesBesides: Readonly<Record<string, RegExp>> = {
  'chrono-node': /^src\/drafts\/when\//,
  '@vscode/webview-ui-toolkit': /^webview\/registerToolkit\.ts$/,
  esbuild: /^webview\/formBundles\.ts$/,
  mdast: /^src\/editor\/reader\//,
  unified: /^src\/editor\/reader\//,
  'hast-util-from-parse5': /^src\/editor\/reader\//,
  parse5: /^src\/editor\/reader\//,
  'rehype-remark': /^src\/editor\/reader\//,
  'rehype-sanitize': /^src\/editor\/reader\//,
  'remark-gfm': /^src\/editor\/reader\//,
  'remark-parse': /^src\/editor\/reader\//,
  'remark-stringify': /^src\/editor\/reader\//,
};

const files = ['src', 'webview'].flatMap((folder) =>
  readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`),
);
const text = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8');
const imports = files.flatMap((file) => importsOf(file));
const table = tableOf(text('CONTRIBUTING.md'));

describe('the import table of CONTRIBUTING.md', () => {
  it('has a row for every part, and every file belongs to one', () => {
    expect([...table.keys()].toSorted()).toEqual([...parts, 'test'].toSorted());
    expect(files.filter((file) => !parts.includes(partOf(file)))).toEqual([]);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it.each(parts)('is kept by %s', (part) => {
    const breaches = imports.filter(({ from }) => partOf(from) === part).filter((one) => !isAllowed(one));
    expect(breaches).toEqual([]);
  });

  it('knows each package that has no column, and the one place that uses it', () => {
    const others = imports.filter(({ target }) => isPackage(target) && columnOf(target) === undefined);
    expect(others.filter(({ from, target }) => packagesBesides[target]?.test(from) !== true)).toEqual([]);
    expect(
      Object.keys(packagesBesides).filter((name) => others.every(({ target }) => target !== name)),
    ).toEqual([]);
  });

  it('lets nobody past the door of the client library', () => {
    const past = imports.filter(
      ({ from, target }) => target.startsWith('src/affinity/') && partOf(from) !== 'affinity',
    );
    expect(past.filter(({ target }) => target !== 'src/affinity/index.ts')).toEqual([]);
    expect(past.length).toBeGreaterThan(0);
  });
});

describe('every file', () => {
  it('has at most 250 lines', () => {
    expect(files.filter((file) => text(file).trimEnd().split('\n').length > 250)).toEqual([]);
  });
});

function isAllowed({ from, target, kind }: Import): boolean {
  const part = partOf(from);
  const column = isPackage(target) ? columnOf(target) : partOf(target);
  if (column === undefined || column === part) return true;
  // The table has no column for it: it is what extension.ts puts together.
  if (column === 'editor') return part === 'extension.ts';
  const cell = table.get(part)?.get(column) ?? '';
  return cell === '●' || cell === kind || (cell === 'on demand' && kind === 'types');
}

function importsOf(file: string): readonly Import[] {
  const code = text(file).replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');
  const statements = code.matchAll(
    /^(?:import|export)\s(?<clause>[^;'"]*?)\bfrom\s+'(?<name>[^']+)'|^import\s+'(?<effect>[^']+)'/gm,
  );
  const fixed = [...statements].map(({ groups = {} }): Import => {
    const clause = groups['clause'] ?? '';
    const names = /\{(.*)\}/s
      .exec(clause)?.[1]
      ?.split(',')
      .map((one) => one.trim())
      .filter(Boolean) ?? [''];
    const isTypes = clause.startsWith('type ') || names.every((name) => name.startsWith('type '));
    return {
      from: file,
      target: resolved(file, groups['name'] ?? groups['effect'] ?? ''),
      kind: isTypes ? 'types' : 'value',
    };
  });
  const late = [...code.matchAll(/(?<query>typeof )?\bimport\(\s*'(?<name>[^']+)'/g)].map(
    ({ groups = {} }): Import => ({
      from: file,
      target: resolved(file, groups['name'] ?? ''),
      kind: groups['query'] === undefined ? 'on demand' : 'types',
    }),
  );
  return [...fixed, ...late];
}

/** A path from the top of the project, or the name of a package. */
function resolved(file: string, name: string): string {
  if (name.startsWith('.')) return path.posix.join(path.posix.dirname(file), name);
  if (name.startsWith('node:')) return name;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

function partOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'src' ? second : top;
}

function isPackage(target: string): boolean {
  return !/^(src|webview|test)\//.test(target);
}

function columnOf(name: string): string | undefined {
  if (name.startsWith('node:')) return 'node:';
  return ['zod', 'ofetch', 'hono', 'vscode'].find((column) => column === name);
}

function tableOf(markdown: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => line.startsWith('| ↓ may import'));
  const [, ...columns] = cells(lines[start] ?? '');
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return new Map(
    lines.slice(start + 2, end).map((line) => {
      const [part = '', ...values] = cells(line);
      return [part, new Map(columns.map((column, index) => [column, values[index] ?? '']))];
    }),
  );
}

function cells(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
