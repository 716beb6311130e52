import { workspace } from 'vscode';
import type { Disposable, LogOutputChannel } from 'vscode';
import { DEFAULT_BASE_URL, parseBaseUrl } from './parseBaseUrl.ts';

export const DEFAULT_KEEP_REQUESTS = 5000;

/** The "Affinity" output channel. The client redacts its errors, so none of them holds the API key. */
export type Log = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'show'>;

/** The settings, read each time they are needed. An invalid value counts as the default and is logged. */
export class Configuration {
  readonly #log: Log;
  #lastProblem = '';

  constructor(log: Log) {
    this.#log = log;
  }

  /** HTTPS, or HTTP on loopback. The setting has application scope, so no workspace can redirect the API key. */
  get baseUrl(): string {
    const value: unknown = this.#value('baseUrl');
    const address = parseBaseUrl(value);
    if (address !== undefined) return address;
    this.#log.warn(
      `affinity.baseUrl ${JSON.stringify(value)} is not valid; using ${DEFAULT_BASE_URL} instead.`,
    );
    return DEFAULT_BASE_URL;
  }

  /** True when loaded interactions are kept on disk for the next start. */
  get rememberInteractions(): boolean {
    return this.#boolean('rememberInteractions');
  }

  /** True when drafts are kept on disk, false when they live in memory only. */
  get keepDraftsOnDisk(): boolean {
    return this.#boolean('keepDraftsOnDisk');
  }

  /** Monthly requests of the firm that background reading leaves to others; 0 disables the floor. */
  get keepRequests(): number {
    const value = this.#value('keepRequests');
    const count = parseKeepRequests(value);
    if (count !== undefined) return count;
    this.#warnOnce(
      `affinity.keepRequests ${JSON.stringify(value)} is not a whole number of at least 0; ` +
        `using ${DEFAULT_KEEP_REQUESTS} instead.`,
    );
    return DEFAULT_KEEP_REQUESTS;
  }

  /** The address may be the same as before. */
  onDidChangeBaseUrl(listener: () => void): Disposable {
    return onDidChange('affinity.baseUrl', listener);
  }

  onDidChangeRememberInteractions(listener: () => void): Disposable {
    return onDidChange('affinity.rememberInteractions', listener);
  }

  onDidChangeKeepDraftsOnDisk(listener: () => void): Disposable {
    return onDidChange('affinity.keepDraftsOnDisk', listener);
  }

  /** An invalid value counts as true: a typo must not delete what is kept. */
  #boolean(name: 'rememberInteractions' | 'keepDraftsOnDisk'): boolean {
    const value = this.#value(name);
    if (typeof value === 'boolean') return value;
    this.#log.warn(`affinity.${name} ${JSON.stringify(value)} is not a boolean; using true instead.`);
    return true;
  }

  /** The value is read with every response of the service. */
  #warnOnce(problem: string): void {
    if (problem !== this.#lastProblem) this.#log.warn(problem);
    this.#lastProblem = problem;
  }

  #value(name: string): unknown {
    return workspace.getConfiguration('affinity').get<unknown>(name);
  }
}

function onDidChange(setting: string, listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(setting)) listener();
  });
}

/** Undefined when the value is not a number of requests. */
export function parseKeepRequests(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
