import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { projectFolder } from '../support/folders.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly version: string }>>;
}

describe('bundled packages', () => {
  const { dist, metafile } = inject('packaged');
  let metafiles: readonly Metafile[];
  let bundled: ReadonlySet<string>;

  beforeAll(async () => {
    metafiles = JSON.parse(await readFile(metafile, 'utf8')) as readonly Metafile[];
    bundled = packagesIn(metafiles);
  });

  it('are dependencies for npm, so that `npm audit --omit=dev` covers them', async () => {
    const { packages } = await read<Lock>('package-lock.json');
    expect(bundled.size).toBeGreaterThan(0);
    expect([...bundled].filter((name) => packages[name]?.dev !== undefined || !(name in packages))).toEqual(
      [],
    );
  });

  it('are all dependencies of the manifest', async () => {
    const { dependencies } = await read<Manifest>('package.json');
    const named = Object.keys(dependencies).map((name) => `node_modules/${name}`);
    expect(named.filter((name) => !bundled.has(name))).toEqual([]);
  });

  it('are not in the bundle that loads at start', () => {
    const outputs = metafiles.flatMap((one) => Object.entries(one.outputs));
    const atStart = outputs.filter(([file]) => path.basename(file) === 'extension.cjs');
    expect(atStart).toHaveLength(1);
    expect([...packagesIn([{ inputs: {}, outputs: Object.fromEntries(atStart) }])]).toEqual([]);
    const required = atStart.flatMap(([, { imports }]) =>
      imports.filter(({ kind }) => kind === 'require-call'),
    );
    expect(required.filter(({ path: file }) => file !== 'vscode' && !file.startsWith('node:'))).toEqual([]);
  });

  it('are in one bundle each, which the others require', () => {
    const outputs = metafiles.flatMap((one) => Object.entries(one.outputs));
    const holders = (name: string) =>
      outputs
        .filter(([file]) => file.endsWith('.cjs'))
        .filter(([, output]) =>
          packagesIn([{ inputs: {}, outputs: { '': output } }]).has(`node_modules/${name}`),
        )
        .map(([file]) => path.basename(file));
    expect(holders('chrono-node')).toEqual(['englishDates.cjs']);
    expect(holders('zod')).toEqual(['zod.cjs']);
    expect(holders('micromark-core-commonmark')).toEqual(['markdownReader.cjs']);
  });

  it('include every part of Zod that a bundle names', async () => {
    const code = await readFile(path.join(dist, 'forms.cjs'), 'utf8');
    const [, names = ''] = /\{([^{}]*)\}=require\("\.\/zod\.cjs"\)/.exec(code) ?? [];
    const zod = createRequire(import.meta.url)(path.join(dist, 'zod.cjs')) as Readonly<
      Record<string, unknown>
    >;
    const used = names.split(',').map((one) => one.split(':')[0] ?? '');
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((name) => zod[name] === undefined)).toEqual([]);
  });

  it('leave writing without a form: deleting, undoing and sending load no code of one', () => {
    const outputs = metafiles.flatMap((one) => Object.entries(one.outputs));
    const [, writing] = outputs.find(([file]) => path.basename(file) === 'writing.cjs') ?? [];
    const form = /^src\/(?:drafts\/(?:form|extract)|editor\/form)\//;
    expect(Object.keys(writing?.inputs ?? {})).toContain('src/drafts/writing/saveDraft.ts');
    expect(Object.keys(writing?.inputs ?? {}).filter((file) => form.test(file))).toEqual([]);
    expect(writing?.imports.map(({ path: file }) => file)).not.toContain('./forms.cjs');
  });

  it('require the editor once per bundle', async () => {
    const code = await readFile(path.join(dist, 'extension.cjs'), 'utf8');
    const asked: string[] = [];
    const load = (name: string): unknown => {
      asked.push(name);
      return name === 'vscode' ? { env: { language: 'en' } } : {};
    };
    const run = compileFunction(code, ['require', 'module']) as (load: unknown, module: object) => void;
    run(load, { exports: {} });
    expect(asked.filter((name) => name === 'vscode')).toHaveLength(1);
  });
});

async function read<Content>(file: string): Promise<Content> {
  return JSON.parse(await readFile(path.join(projectFolder, file), 'utf8')) as Content;
}

/** The folders of the bundled packages, as the lock file names them. */
function packagesIn(metafiles: readonly Metafile[]): ReadonlySet<string> {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return new Set(
    inputs.flatMap(([file]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.slice(0, 1) ?? []),
  );
}
