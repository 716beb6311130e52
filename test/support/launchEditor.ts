import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { provideCodeServer } from './codeServer.ts';
import { freePort } from './freePort.ts';
import { PlainError } from './progress.ts';

export type EditorSettings = Readonly<Record<string, unknown>>;

export type LaunchOptions = {
  /** Folders of unpacked extensions, including the one under test. */
  readonly extensions: readonly string[];
  /** The workspace to open. */
  readonly folder: string;
  readonly settings?: EditorSettings;
  /** Environment variables for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** The preferred port. */
  readonly port?: number;
};

export type RunningEditor = {
  /** The address that opens the workspace in a browser. */
  readonly url: string;
  /** Settings, state and logs; removed when the editor stops. */
  readonly userData: string;
  readonly serverLog: string;
  /** Replaces the user's settings for windows that open later. */
  configure(settings: EditorSettings): Promise<void>;
  /** Kills all processes, as in a power cut, and starts again on the same data. */
  restart(): Promise<void>;
  /** Resolves when the editor ends by itself. */
  readonly ended: Promise<void>;
  /** Ends all processes and removes the folder. */
  stop(): Promise<void>;
};

/** Turns off everything that pops up, makes requests or asks questions. */
export const quietSettings: EditorSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
};

/** Lets a program sign in without a confirmation. */
export const unattended = { AFFINITY_UNATTENDED: '1' } as const;

/** Otherwise the editor runs the user's login shell at its start, to learn variables that this process has already. */
const asFromTerminal = { VSCODE_CLI: '1' } as const;

/** Starts the real editor without a desktop, with its own user data, and waits until it answers. */
export async function launchEditor(options: LaunchOptions): Promise<RunningEditor> {
  const program = await provideCodeServer();
  // In the system's temporary folder, because the path of a socket is limited to about 100 characters.
  const home = await mkdtemp(path.join(tmpdir(), 'affinity-editor-'));
  const userData = path.join(home, 'data');
  const extensions = path.join(home, 'extensions');
  await mkdir(path.join(userData, 'User'), { recursive: true });
  await linkExtensions(extensions, options.extensions);
  const configure = async (settings: EditorSettings): Promise<void> => {
    await writeFile(
      path.join(userData, 'User', 'settings.json'),
      JSON.stringify({ ...quietSettings, ...settings }),
    );
  };
  await configure(options.settings ?? {});

  const port = await freePort(options.port);
  const serverLog = path.join(home, 'server.log');
  const config = path.join(home, 'config.yaml');
  await writeFile(config, 'auth: none\n');
  const args = [
    ['--config', config, '--auth', 'none', '--bind-addr', `127.0.0.1:${String(port)}`],
    ['--user-data-dir', userData, '--extensions-dir', extensions, '--reconnection-grace-time', '60'],
    ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', options.folder],
  ].flat();
  const start = () => startGuarded([home, process.execPath, program, ...args], serverLog, options.env);
  let server = await start();
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const origin = `http://127.0.0.1:${String(port)}`;
  try {
    await untilAnswers(`${origin}/healthz`, server.ended);
  } catch (error) {
    const words = await readFile(serverLog, 'utf8').catch(() => '');
    await stop();
    throw new PlainError(`${words.trim()}\n\n${(error as Error).message} Its log is above.`, {
      cause: error,
    });
  }
  const restart = async (): Promise<void> => {
    await server.kill();
    server = await start();
    await untilAnswers(`${origin}/healthz`, server.ended);
  };
  const url = `${origin}/?folder=${encodeURIComponent(options.folder)}`;
  return { url, userData, serverLog, configure, restart, ended: server.ended, stop };
}

async function linkExtensions(folder: string, extensions: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const extension of extensions) {
    await symlink(extension, path.join(folder, path.basename(extension)), 'dir');
  }
}

async function startGuarded(
  command: readonly string[],
  logFile: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Guarded> {
  const log = createWriteStream(logFile, { flags: 'a' });
  await once(log, 'open');
  const guard = spawn(process.execPath, [fileURLToPath(new URL('guard.ts', import.meta.url)), ...command], {
    detached: true,
    stdio: ['pipe', log, log],
    env: {
      ...environmentOfPerson(),
      ...asFromTerminal,
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      ...unattended,
      ...env,
    },
  });
  const ended = new Promise<void>((resolve) => guard.on('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    guard.stdin.end();
    await ended;
    log.end();
  };
  const kill = async (): Promise<void> => {
    // The guard leads a process group and ends with it.
    if (guard.pid !== undefined) process.kill(-guard.pid, 'SIGKILL');
    await ended;
    log.end();
  };
  return { ended, stop, kill };
}

interface Guarded {
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Leaves out the variables of an editor whose terminal runs this. */
function environmentOfPerson(): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|CODE_SERVER_|NODE_OPTIONS$|PORT$|PASSWORD$|HASHED_PASSWORD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function untilAnswers(url: string, exited: Promise<void>): Promise<void> {
  let alive = true;
  void exited.then(() => (alive = false));
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    if (!alive) throw new Error('The editor ended while it started.');
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
  }
  throw new Error('The editor did not answer within a minute.');
}
