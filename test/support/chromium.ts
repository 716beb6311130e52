import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { fetchedFolder, projectFolder } from './folders.ts';
import { PlainError, say, withHeartbeat } from './progress.ts';
import { runCommand } from './runCommand.ts';
import { withLock } from './withLock.ts';

/** Environment variable with the path of the browser to use; no other is tried. */
export const chromiumVariable = 'CHROMIUM_PATH';

/** Containers have no sandbox and no GPU, and the browser must not call home. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** Returns the path of a browser that runs, and installs one if there is none. */
export async function provideChromium(): Promise<string> {
  const chosen = process.env[chromiumVariable];
  if (chosen !== undefined && chosen !== '') {
    if (await runs(chosen)) return chosen;
    throw new PlainError(`${chromiumVariable} is set to ${chosen}, which doesn't run.`);
  }
  const found = await findChromium();
  if (found !== undefined) return found;
  return await withLock(path.join(fetchedFolder, 'chromium.lock'), async () => {
    const meanwhile = await findChromium();
    if (meanwhile !== undefined) return meanwhile;
    const why = (await isDebianAsRoot()) ? await installFromDebian() : await installFromPlaywright();
    const installed = await findChromium();
    if (installed !== undefined) return installed;
    throw new PlainError(
      `${why.trim()}\n\nA browser couldn't be installed; the installer's output is above. ` +
        `Install Chromium or Chrome, or set ${chromiumVariable} to the path of one, and run the command again.`,
    );
  });
}

async function findChromium(): Promise<string | undefined> {
  for (const candidate of [...installedBrowsers(), chromium.executablePath()]) {
    if (existsSync(candidate) && (await runs(candidate))) return candidate;
  }
  return undefined;
}

function installedBrowsers(): readonly string[] {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  return [headlessShell, 'chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'].map(
    (name) => `/usr/bin/${name}`,
  );
}

/** Chromium without its own window and tabs. It takes an eighth less of the processor. */
const headlessShell = 'chromium-headless-shell';

/** If Chromium is a snap, /usr/bin only has a script that says so. */
async function runs(browser: string): Promise<boolean> {
  const { code, output } = await runCommand(browser, ['--version'], { timeout: 20_000 });
  return code === 0 && /\d+\.\d+/.test(output);
}

async function isDebianAsRoot(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID=debian$/m.test(release);
}

/** Returns the last lines of the installer's output. */
async function installFromDebian(): Promise<string> {
  say('No Chromium found. Installing it once with apt-get.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const update = await withHeartbeat('apt-get update', runCommand('apt-get', [...wait, 'update'], { env }));
  let said = lastLines(update.output);
  // Older releases have no package of the headless shell.
  for (const browser of [headlessShell, 'chromium']) {
    const install = await withHeartbeat(
      `apt-get install ${browser}`,
      runCommand(
        'apt-get',
        [...wait, 'install', '-y', '--no-install-recommends', browser, 'fonts-dejavu-core'],
        { env },
      ),
    );
    if (install.code === 0) return '';
    said += `\n${lastLines(install.output)}`;
  }
  return said;
}

/** Returns the last lines of the installer's output. */
async function installFromPlaywright(): Promise<string> {
  say('No Chromium or Chrome found. Installing one once with `npx playwright install chromium`.');
  const cli = path.join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js');
  // Root can also install the system libraries that containers often lack.
  const libraries = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
  const { output } = await withHeartbeat(
    'playwright install chromium',
    runCommand(process.execPath, [cli, 'install', ...libraries, 'chromium']),
  );
  return lastLines(output);
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-12).join('\n');
}
