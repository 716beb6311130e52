import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_KEEP_REQUESTS } from '../src/editor/settings/configuration.ts';
import { canBeLogged, typeIds, typeKey } from '../src/model/interactionTypes.ts';
import { projectFolder } from './support/folders.ts';

type MenuItem = { readonly command: string; readonly when?: string; readonly group?: string };
type Command = {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly icon?: string;
  readonly enablement?: string;
};
type Manifest = {
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: boolean } };
  readonly engines: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings?: readonly MenuItem[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string; readonly default: unknown }>>;
    };
  };
};

const read = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8');
const text = read('package.json');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const { commands, menus, configuration, keybindings = [] } = manifest.contributes;
const ids = commands.map(({ command }) => command);
const title = ({ title }: Command): string => words[title.replaceAll('%', '')] ?? title;
const hidden = (menus['commandPalette'] ?? [])
  .filter(({ when }) => when === 'false')
  .map(({ command }) => command);

describe('commands', () => {
  it('are exactly those that are registered', () => {
    const list = /export const commandNames = \[([^\]]+)\]/.exec(
      read('src/editor/commands/commandHandlers.ts'),
    )?.[1];
    const registered = [...(list ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => `affinity.${name}`);
    expect(registered.toSorted()).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have titles in Title Case and one category', () => {
    const small = new Set(['a', 'an', 'and', 'as', 'from', 'in', 'of', 'or', 'the', 'to', 'with']);
    const isTitle = (line: string): boolean =>
      line.split(' ').every((word, index) => /^[A-Z]/.test(word) || (index > 0 && small.has(word)));
    expect(commands.map(title).filter((one) => !isTitle(one))).toEqual([]);
    expect(commands.filter(({ category }) => category !== 'Affinity')).toEqual([]);
  });

  it('are all in the README', () => {
    const readme = read('README.md');
    expect(commands.map(title).filter((one) => !readme.includes(one))).toEqual([]);
  });

  it('have an icon where only an icon is shown', () => {
    const places = ['view/title', 'view/item/context', 'editor/title'];
    const shown = places.flatMap((place) => menus[place] ?? []);
    const bare = shown
      .filter(({ group = '' }) => /^(navigation|inline)/.test(group))
      .map(({ command }) => command);
    expect(bare.filter((id) => commands.find(({ command }) => command === id)?.icon === undefined)).toEqual(
      [],
    );
  });

  it('show at most four icons above the tree and two on a row', () => {
    const above = (menus['view/title'] ?? []).filter(({ group = '' }) => group.startsWith('navigation'));
    const places = new Set(above.map(({ group }) => group));
    expect(places.size).toBeLessThanOrEqual(4);
    const inline = (menus['view/item/context'] ?? []).filter(({ group = '' }) => group.startsWith('inline'));
    for (const kind of contextValues())
      expect(inline.filter((item) => matcher(item)?.test(kind) === true).length).toBeLessThanOrEqual(2);
  });

  it('that need a row are hidden from the palette', () => {
    const ofRows = [
      'unfollow',
      'openRow',
      'refreshRecordContact',
      'loadOlder',
      'retry',
      'openDraft',
      'discardDraft',
      'sendDraft',
      'lookAgain',
      'deleteAgain',
      'discardDeletion',
      'loadWeek',
    ];
    expect(hidden.toSorted()).toEqual(ofRows.map((name) => `affinity.${name}`).toSorted());
  });
});

describe('menus', () => {
  it('name commands that exist', () => {
    const named = [...Object.values(menus).flat(), ...keybindings].map(({ command }) => command);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('match rows that exist', () => {
    const kinds = contextValues();
    expect(kinds).toContain('interaction');
    const items = menus['view/item/context'] ?? [];
    expect(items.filter((item) => !kinds.some((kind) => matcher(item)?.test(kind) === true))).toEqual([]);
  });

  it('of rows open one without an ellipsis, since nothing is asked, and the palette, which asks, has one', () => {
    const opening = commands.filter(({ command }) => /\.open(?:Interaction|Row)$/.test(command));
    expect(opening.map((one) => title(one))).toEqual(['Open Interaction…', 'Open Interaction']);
    const ofRows = (menus['view/item/context'] ?? []).map(({ command }) => command);
    expect(ofRows).toContain('affinity.openRow');
    expect(ofRows).not.toContain('affinity.openInteraction');
  });

  it('offer to edit, to log again and to add notes to the documents of exactly the types that can be logged', () => {
    const patterns = [...text.matchAll(/resourcePath =~ \/\^\\\\\/\(([\w|]+)\)-\//g)].map(
      ([, keys = '']) => keys,
    );
    const loggable = typeIds.filter((id) => canBeLogged(id)).map((id) => typeKey(id));
    expect(patterns.map((keys) => keys.split('|'))).toEqual([loggable, loggable, loggable]);
    expect([...text.matchAll(/resourcePath =~/g)]).toHaveLength(3);
  });

  it('offer to refresh and to delete every open interaction', () => {
    const ofDocuments = (menus['editor/title'] ?? [])
      .filter(({ when }) => when === 'resourceScheme == affinity && !isInDiffEditor')
      .map(({ command }) => command);
    expect(ofDocuments).toEqual(expect.arrayContaining(['affinity.refresh', 'affinity.deleteInteraction']));
  });

  it('offer no single-row command for several rows', () => {
    const ofSeveral = [
      'copyAsMarkdown',
      'copyEditorLink',
      'copyLink',
      'deleteInteraction',
      'export',
      'openInAffinity',
      'refresh',
      'refreshRecordContact',
      'retry',
      'unfollow',
    ];
    // There is only one such row.
    const ofAll = 'sendAllDrafts';
    const shown = (menus['view/item/context'] ?? [])
      .filter(({ group = '', when = '' }) => !group.startsWith('inline') && !/!listMultiSelection/.test(when))
      .map(({ command }) => command.replace('affinity.', ''));
    expect([...new Set(shown)].toSorted()).toEqual([...ofSeveral, ofAll].toSorted());
  });

  it('use only context keys that the extension sets', () => {
    const kept = [...read('src/editor/session/contextKeys.ts').matchAll(/\bset\('(\w+)'/g)].map(
      ([, name]) => name,
    );
    const asked = [...text.matchAll(/"(?:when|enablement)": "([^"]*)"/g)].flatMap(([, clause = '']) =>
      [...clause.matchAll(/(?<!view == |config\.)\baffinity\.(\w+)/g)].map(([, name]) => name),
    );
    expect(asked.filter((name) => !kept.includes(name))).toEqual([]);
    expect(asked.length).toBeGreaterThan(10);
  });
});

describe('words', () => {
  it('are complete and all used', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(words).toSorted());
  });

  it('link to commands that exist', () => {
    const links = Object.values(words).flatMap((line) =>
      [...line.matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id),
    );
    expect(links.filter((id) => id?.startsWith('affinity.') === true && !ids.includes(id))).toEqual([]);
    expect(links.length).toBeGreaterThan(3);
  });
});

describe('settings', () => {
  it('are described in one sentence each', () => {
    const texts = Object.keys(configuration.properties).map(
      (name) => words[name.replace('affinity.', 'configuration.')] ?? '',
    );
    expect(texts.filter((line) => !/^[A-Z][^.!?]*\.$/.test(line))).toEqual([]);
  });

  it('are all in the README, with their defaults', () => {
    const readme = read('README.md');
    const rows = Object.entries(configuration.properties).map(
      ([name, { default: value }]) => `| \`${name}\` | \`${String(value)}\` |`,
    );
    expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
  });
});

describe('the rest of the manifest', () => {
  it('activates the extension only on demand', () => {
    expect(
      manifest.activationEvents.filter((event) => /^(\*|onStartupFinished|onView|onCommand)/.test(event)),
    ).toEqual([]);
  });

  it('supports Restricted Mode and lets no workspace change a setting', () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
    expect(Object.values(configuration.properties).filter(({ scope }) => scope !== 'application')).toEqual(
      [],
    );
  });

  it('has the default for kept requests that the code falls back to', () => {
    expect(configuration.properties['affinity.keepRequests']).toMatchObject({
      type: 'integer',
      minimum: 0,
      default: DEFAULT_KEEP_REQUESTS,
      scope: 'application',
    });
  });

  it('compiles against the oldest supported editor', () => {
    expect(manifest.engines['vscode']).toBe(`^${manifest.devDependencies['@types/vscode'] ?? ''}`);
  });

  it('requires the same Node version everywhere', () => {
    const needed = /^>=(\d+)\.(\d+)$/.exec(manifest.engines['node'] ?? '');
    expect(read('test/support/checkNode.mjs')).toContain(
      `major < ${needed?.[1] ?? ''} || (major === ${needed?.[1] ?? ''} && minor < ${needed?.[2] ?? ''})`,
    );
    expect(read('README.md')).toContain(`Node ${needed?.slice(1).join('.') ?? ''}`);
    expect(read('.nvmrc').trim()).toBe(manifest.devDependencies['node']?.split('.')[0]);
  });

  it('names only pictures that exist', () => {
    const pictures = [...text.matchAll(/"(media\/[^"]+)"/g)].map(([, file]) => file ?? '');
    expect(pictures.filter((file) => !existsSync(path.join(projectFolder, file)))).toEqual([]);
    expect(manifest.icon).toMatch(/\.png$/);
  });
});

describe('documents', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'test/RELIABILITY.md'];

  it.each(documents)('%s names only files, links and scripts that exist', (document) => {
    const lines = read(document);
    const { scripts } = JSON.parse(text) as { readonly scripts: Readonly<Record<string, string>> };
    const quoted = [...lines.matchAll(/`((?:src|webview|test|media|l10n)\/[^`\sX]*)`/g)].map(
      ([, file = '']) => file,
    );
    const links = [...lines.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, file = '']) =>
      path.posix.join(path.posix.dirname(document), file),
    );
    const run = [...lines.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
    expect([...quoted, ...links].filter((file) => !existsSync(path.join(projectFolder, file)))).toEqual([]);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('keep the guide for contributors within 120 lines', () => {
    expect(read('CONTRIBUTING.md').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });
});

/** The context values of all rows. */
function contextValues(): readonly string[] {
  const code = ['src/editor/tree', 'src/editor/week']
    .flatMap((folder) => readdirSync(path.join(projectFolder, folder)).map((name) => `${folder}/${name}`))
    .map(read)
    .join('\n');
  const values = [...code.matchAll(/contextValue =([^;]+);/g)].map(([, value = '']) => value);
  // In `a === 'b' ? 'c' : 'd'` only the parts after ? and : are values.
  return values.flatMap((value) => {
    const literals = [...value.matchAll(/(?:^|[?:])\s*'([^']+)'/g)].map(([, literal = '']) => literal);
    return literals;
  });
}

function matcher({ when = '' }: MenuItem): RegExp | undefined {
  const pattern = /viewItem =~ \/(.+?)\/(?:\s|$|\))/.exec(when)?.[1];
  if (pattern !== undefined) return new RegExp(pattern);
  const value = /viewItem == ([\w.]+)/.exec(when)?.[1];
  return value === undefined ? undefined : new RegExp(`^${value}$`);
}
