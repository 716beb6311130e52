import { parseArgs } from 'node:util';
import { PlainError } from './progress.ts';

export const startHelp = `npm start [-- OPTIONS]

Opens an editor with this extension, signed in to sample data that is served on this machine.
Uses desktop VS Code if "code" is on the PATH, else an editor in the browser.

  --browser      use the browser even if desktop VS Code is installed
  --no-open      open nothing, print the address
  --port N       port of the editor in the browser; the sample data uses the next one (default 8137,
                 or free ports if these are taken)
  --delay MS     delay of each answer of the sample data (default 0)
  --help         show this help

Ctrl+C ends everything.
`;

export type StartOptions = {
  readonly help: boolean;
  readonly browser: boolean;
  readonly open: boolean;
  readonly port: number;
  readonly delayMs: number;
};

export function startOptions(args: readonly string[]): StartOptions {
  const { values } = parsed(args);
  return {
    help: values.help,
    browser: values.browser,
    open: values.open,
    port: wholeNumber('--port', values.port, 65_534),
    delayMs: wholeNumber('--delay', values.delay, 3_600_000),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        browser: { type: 'boolean', default: false },
        open: { type: 'boolean', default: true },
        port: { type: 'string', default: '8137' },
        delay: { type: 'string', default: '0' },
      },
    });
  } catch (error) {
    throw new PlainError(`${(error as Error).message}\n\n${startHelp}`);
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  throw new PlainError(
    `${name} takes a whole number from 0 to ${String(most)}, not "${text}".\n\n${startHelp}`,
  );
}
