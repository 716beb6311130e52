import { spawn } from 'node:child_process';

export type CommandResult = { readonly code: number; readonly output: string };

export type CommandOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is killed and counts as failed. */
  readonly timeout?: number;
};

/** Runs a command and returns its whole output. The code is 127 if the command doesn't exist. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return await new Promise((resolve) => {
    let output = '';
    // On Windows, npm and code are batch files. They need a shell, which splits arguments at blanks.
    const shell = process.platform === 'win32' && !command.endsWith('.exe');
    const quoted = [command, ...args].map((word) => (shell ? `"${word}"` : word));
    const child = spawn(quoted[0] ?? '', quoted.slice(1), {
      ...options,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
