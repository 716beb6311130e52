import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchedFolder } from './folders.ts';
import { PlainError, say, withHeartbeat } from './progress.ts';
import { runCommand } from './runCommand.ts';
import { withLock } from './withLock.ts';

export const codeServerVersion = '4.139.1';

// The number after the version counts the changes of how it is put together.
const installed = path.join(fetchedFolder, `code-server-${codeServerVersion}-2`);
const entry = path.join('node_modules', 'code-server', 'out', 'node', 'entry.js');

/**
 * The program that runs the editor, fetched into .vscode-test when it is not there.
 *
 * It is put together in a folder of another name that is renamed at the end, so a half install never looks like one.
 */
export async function provideCodeServer(): Promise<string> {
  const program = path.join(installed, entry);
  if (existsSync(program)) return program;
  if (process.platform === 'win32') {
    throw new PlainError(
      'The editor for tests (code-server) does not run on Windows. Use WSL, or install desktop VS Code for `npm start`.',
    );
  }
  return await withLock(path.join(fetchedFolder, 'code-server.lock'), async () => {
    if (!existsSync(program)) await fetchCodeServer();
    return program;
  });
}

async function fetchCodeServer(): Promise<void> {
  const half = path.join(fetchedFolder, 'code-server-unfinished');
  if (existsSync(half)) say('An interrupted download of the editor was found; it starts again.');
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  // Without a manifest here npm would install into the checkout above.
  await writeFile(path.join(half, 'package.json'), '{"private":true}');
  const server = path.join(half, 'node_modules', 'code-server', 'lib', 'vscode');
  say(`Fetching the editor into .vscode-test: code-server ${codeServerVersion}, about 600 MB on disk, once`);
  // Asked first, and not from npm's cache: an install without a network goes on trying package by package.
  const cache = path.join(half, 'cache');
  await npm('asking the registry', half, [
    'view',
    `code-server@${codeServerVersion}`,
    'version',
    '--cache',
    cache,
  ]);
  await rm(cache, { recursive: true, force: true });
  // No scripts: they would compile native parts that the tests do not need, for minutes and with system headers.
  await npmInstall('1/3 the server', half, [`code-server@${codeServerVersion}`]);
  await npmInstall('2/3 the workbench', server, ['--omit=dev']);
  await npmInstall('3/3 its built-in extensions', path.join(server, 'extensions'), ['--omit=dev']);
  const logger = path.join(server, 'node_modules', '@vscode', 'spdlog', 'index.js');
  await copyFile(fileURLToPath(new URL('spdlog.cjs', import.meta.url)), logger);
  await rename(half, installed);
}

async function npmInstall(what: string, cwd: string, args: readonly string[]): Promise<void> {
  await npm(what, cwd, ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', ...args]);
}

async function npm(what: string, cwd: string, args: readonly string[]): Promise<void> {
  say(`  ${what}`);
  const start = Date.now();
  const { command, first } = npmProgram();
  const patience = [
    '--loglevel=error',
    '--fetch-retries=3',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=10000',
  ];
  const work = runCommand(command, [...first, ...args, ...patience], { cwd, env: environmentForNpm() });
  const { code, output } = await withHeartbeat(what, work);
  if (code !== 0) {
    const lines = output.trim().split('\n').slice(-12).join('\n');
    throw new PlainError(
      `${lines}\n\nThe editor could not be fetched (${what}): npm ended with ${String(code)}, its words are above. ` +
        'It needs the npm registry and about 1 GB of free disk; run the same command again to go on.',
    );
  }
  say(`  ${what}: done in ${String(Math.round((Date.now() - start) / 1000))} s`);
}

/** The npm that runs this command, else the one on the PATH. */
function npmProgram(): { readonly command: string; readonly first: readonly string[] } {
  const running = process.env['npm_execpath'];
  return running !== undefined && /npm-cli\.[cm]?js$/.test(running)
    ? { command: process.execPath, first: [running] }
    : { command: 'npm', first: [] };
}

/** What `npm run` tells its scripts about this project would mislead an npm that works in another folder. */
function environmentForNpm(): NodeJS.ProcessEnv {
  const misleading =
    /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_config_(omit|include|global)$|INIT_CWD$|NODE_ENV$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !misleading.test(name)));
}
