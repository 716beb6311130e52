import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from './support/folders.ts';

type Import = {
  readonly from: string;
  readonly target: string;
  readonly kind: 'value' | 'types' | 'on demand';
};

/**
 * Every folder of the source, from the bottom up, and the folders that it may import besides itself. A folder whose
 * files lie in second-level folders has a row for each of them; `affinity` alone is its own top level.
 */
const table: Readonly<Record<string, readonly string[]>> = {
  model: [],
  'affinity/transport': [],
  'affinity/walk': ['affinity/transport'],
  'affinity/resources': ['affinity/transport', 'affinity/walk'],
  'affinity/v2': ['affinity/transport', 'affinity/walk', 'affinity/resources'],
  affinity: ['affinity/transport', 'affinity/walk', 'affinity/resources', 'affinity/v2'],
  dates: ['model'],
  directory: ['affinity', 'model'],
  history: ['affinity', 'dates', 'model'],
  notes: ['affinity', 'model'],
  export: ['affinity', 'model', 'notes'],
  week: ['affinity', 'dates', 'model'],
  search: ['model'],
  protocol: ['model'],
  relationship: ['affinity', 'dates', 'model', 'protocol'],
  brief: ['affinity', 'history', 'model', 'notes', 'relationship'],
  'drafts/model': ['affinity', 'dates', 'directory', 'model', 'protocol'],
  'drafts/checks': ['affinity', 'dates', 'model', 'protocol', 'drafts/model'],
  'drafts/store': ['affinity', 'model', 'drafts/model'],
  'drafts/extract': ['affinity', 'dates', 'directory', 'model', 'protocol', 'drafts/model'],
  'drafts/capture': ['dates', 'directory', 'model', 'protocol', 'drafts/model', 'drafts/extract'],
  'drafts/writing': [
    'affinity',
    'dates',
    'directory',
    'model',
    'notes',
    'protocol',
    'drafts/model',
    'drafts/checks',
    'drafts/store',
  ],
  'drafts/form': [
    'affinity',
    'dates',
    'directory',
    'model',
    'protocol',
    'drafts/model',
    'drafts/checks',
    'drafts/store',
    'drafts/writing',
  ],
  tools: ['affinity', 'dates', 'directory', 'history', 'model', 'search', 'drafts/model'],
  'sandbox/store': [],
  'sandbox/http': ['sandbox/store'],
  'sandbox/fieldstone': ['sandbox/store'],
  'sandbox/v1': ['sandbox/store', 'sandbox/http'],
  'sandbox/v2': ['sandbox/store', 'sandbox/http'],
  sandbox: ['sandbox/store', 'sandbox/http', 'sandbox/fieldstone', 'sandbox/v1', 'sandbox/v2'],
  'sandbox/testing': [
    'sandbox',
    'sandbox/store',
    'sandbox/http',
    'sandbox/fieldstone',
    'sandbox/v1',
    'sandbox/v2',
  ],
  ...editorFolders({
    settings: [],
    words: ['settings'],
    storage: ['settings'],
    ui: ['settings', 'words'],
    account: ['settings', 'words', 'storage', 'ui'],
    reader: ['words', 'storage'],
    session: ['settings', 'words', 'storage', 'account', 'reader'],
    documents: ['settings', 'words', 'storage', 'ui', 'session', 'reader'],
    links: ['words', 'ui', 'account', 'session', 'documents'],
    status: ['settings', 'words', 'storage', 'ui', 'account', 'session'],
    tree: ['settings', 'words', 'ui', 'session', 'documents'],
    pick: ['words', 'storage', 'ui', 'session'],
    search: ['words', 'storage', 'ui', 'session'],
    week: ['settings', 'words', 'ui', 'session'],
    export: ['settings', 'words', 'ui', 'account', 'session', 'reader', 'links', 'tree'],
    drafts: ['settings', 'words', 'storage', 'ui', 'account', 'session', 'documents'],
    deletion: ['settings', 'words', 'storage', 'ui', 'account', 'session', 'documents', 'drafts'],
    page: ['settings', 'words', 'ui'],
    writing: ['settings', 'words', 'storage', 'session', 'documents', 'drafts', 'deletion'],
    form: [
      'settings',
      'words',
      'storage',
      'ui',
      'account',
      'session',
      'documents',
      'drafts',
      'page',
      'writing',
    ],
    quicklog: [
      'words',
      'storage',
      'ui',
      'account',
      'session',
      'pick',
      'drafts',
      'deletion',
      'writing',
      'form',
    ],
    relationship: ['settings', 'words', 'ui', 'session', 'documents', 'page'],
    brief: ['words', 'ui', 'account', 'session', 'reader', 'links', 'drafts', 'writing'],
    tools: ['settings', 'words', 'account', 'session', 'search', 'drafts', 'form'],
    commands: [
      'settings',
      'words',
      'storage',
      'ui',
      'account',
      'session',
      'reader',
      'documents',
      'links',
      'status',
      'tree',
      'pick',
      'search',
      'week',
      'export',
      'brief',
      'drafts',
      'deletion',
      'writing',
      'form',
      'quicklog',
      'relationship',
      'tools',
    ],
  }),
  'extension.ts': ['everything'],
  webview: ['model', 'protocol'],
};

/** Packages, and the folders that use them. `affinity/index.ts` is the only door of the client library. */
const packages: Readonly<Record<string, RegExp>> = {
  zod: /^(webview|src\/(affinity|drafts|history|protocol|tools|editor))\//,
  ofetch: /^src\/affinity\/transport\//,
  hono: /^src\/sandbox\//,
  vscode: /^src\/(editor\/|extension\.ts$)/,
  'node:': /^src\/editor\//,
  'chrono-node': /^src\/dates\//,
  '@vscode/webview-ui-toolkit': /^webview\/shared\/deferredSetup\.ts$/,
  esbuild: /^webview\/pageBundles\.ts$/,
  'ical.js': /^src\/drafts\/capture\//,
  'postal-mime': /^src\/drafts\/capture\//,
  mdast: /^src\/(notes|export|brief)\//,
  unified: /^src\/notes\//,
  'hast-util-from-parse5': /^src\/notes\//,
  parse5: /^src\/notes\//,
  'rehype-remark': /^src\/notes\//,
  'rehype-sanitize': /^src\/notes\//,
  'remark-gfm': /^src\/notes\//,
  'remark-parse': /^src\/notes\//,
  'remark-stringify': /^src\/notes\//,
};

const files = ['src', 'webview'].flatMap((folder) =>
  readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`),
);
const text = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8');
const imports = files.flatMap((file) => importsOf(file));

describe('the import table', () => {
  it('has a row for every folder that has files', () => {
    expect(files.filter((file) => table[folderOf(file)] === undefined)).toEqual([]);
    expect(Object.keys(table).filter((row) => files.every((file) => folderOf(file) !== row))).toEqual([]);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it('goes down only', () => {
    const rows = Object.keys(table);
    const upwards = Object.entries(table).flatMap(([row, below]) =>
      below
        .filter((other) => other !== 'everything' && rows.indexOf(other) >= rows.indexOf(row))
        .map((other) => `${row} > ${other}`),
    );
    expect(upwards).toEqual([]);
  });

  it.each(Object.keys(table))('is kept by %s', (row) => {
    const own = imports.filter(({ from, target }) => folderOf(from) === row && !isPackage(target));
    expect(own.filter((one) => !isAllowed(one))).toEqual([]);
  });

  it('knows each package, and the places that use it', () => {
    const used = imports.filter(({ target }) => isPackage(target));
    expect(used.filter(({ from, target }) => packages[packageOf(target)]?.test(from) !== true)).toEqual([]);
    expect(
      Object.keys(packages).filter((name) => used.every(({ target }) => packageOf(target) !== name)),
    ).toEqual([]);
  });

  it('lets nobody past the door of the client library', () => {
    const past = imports.filter(
      ({ from, target }) => target.startsWith('src/affinity/') && topOf(from) !== 'affinity',
    );
    expect(past.filter(({ target }) => target !== 'src/affinity/index.ts')).toEqual([]);
    expect(past.length).toBeGreaterThan(0);
  });

  it('lets nothing of the client into the sandbox, nor the sandbox into anything but its loader', () => {
    const users = imports.filter(
      ({ from, target }) => topOf(target) === 'sandbox' && topOf(from) !== 'sandbox',
    );
    expect(users.filter(({ from, kind }) => from !== 'src/extension.ts' || kind === 'value')).toEqual([]);
  });
});

function isAllowed({ from, target }: Import): boolean {
  const [row, other] = [folderOf(from), folderOf(target)];
  const allowed = table[row] ?? [];
  return row === other || allowed.includes('everything') || allowed.includes(other);
}

function editorFolders(
  folders: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  const below = [
    'affinity',
    'brief',
    'dates',
    'directory',
    'export',
    'history',
    'model',
    'notes',
    'protocol',
    'relationship',
    'search',
    'tools',
    'week',
  ];
  const drafts = ['model', 'checks', 'store', 'extract', 'capture', 'writing', 'form'].map(
    (name) => `drafts/${name}`,
  );
  return Object.fromEntries(
    Object.entries(folders).map(([name, others]) => [
      `editor/${name}`,
      [...below, ...drafts, ...others.map((other) => `editor/${other}`)],
    ]),
  );
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

function topOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'src' ? second : top;
}

/** `drafts/model`; a file that lies in no second-level folder belongs to its top level. */
function folderOf(file: string): string {
  const [, second = '', third = '', ...rest] = file.split('/');
  if (!file.startsWith('src/')) return topOf(file);
  return rest.length > 0 ? `${second}/${third}` : second;
}

function isPackage(target: string): boolean {
  return !/^(src|webview|test)\//.test(target);
}

function packageOf(target: string): string {
  return target.startsWith('node:') ? 'node:' : target;
}
