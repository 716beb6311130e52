import { workspace } from 'vscode';
import type { Disposable, LogOutputChannel } from 'vscode';
import { DEFAULT_BASE_URL, parseBaseUrl } from './parseBaseUrl.ts';

export const DEFAULT_KEEP_REQUESTS = 5000;

export const DEFAULT_QUIET_AFTER_DAYS = 45;

/** The "Affinity" output channel. The client redacts its errors, so none of them holds the API key. */
export type Log = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'show'>;

/** The settings, read each time they are needed. An invalid value counts as the default and is logged. */
export class Configuration {
  readonly #log: Log;
  readonly #problems = new Set<string>();

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
    return this.#count('keepRequests', DEFAULT_KEEP_REQUESTS);
  }

  /** Days without contact after which a record is marked as quiet; 0 marks none. */
  get quietAfterDays(): number {
    return this.#count('quietAfterDays', DEFAULT_QUIET_AFTER_DAYS);
  }

  /** True when language models may call the tools. An invalid value counts as false: it keeps data here. */
  get languageModelTools(): boolean {
    return this.#value('languageModelTools') === true;
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

  onDidChangeQuietAfterDays(listener: () => void): Disposable {
    return onDidChange('affinity.quietAfterDays', listener);
  }

  #count(name: 'keepRequests' | 'quietAfterDays', fallback: number): number {
    const value = this.#value(name);
    const count = parseCount(value);
    if (count !== undefined) return count;
    this.#warnOnce(
      `affinity.${name} ${JSON.stringify(value)} is not a whole number of at least 0; using ${fallback} instead.`,
    );
    return fallback;
  }

  /** An invalid value counts as true: a typo must not delete what is kept. */
  #boolean(name: 'rememberInteractions' | 'keepDraftsOnDisk'): boolean {
    const value = this.#value(name);
    if (typeof value === 'boolean') return value;
    this.#log.warn(`affinity.${name} ${JSON.stringify(value)} is not a boolean; using true instead.`);
    return true;
  }

  /** The values are read with every response of the service and every row. */
  #warnOnce(problem: string): void {
    if (this.#problems.has(problem)) return;
    this.#problems.add(problem);
    this.#log.warn(problem);
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

/** Undefined when the value is not a number of requests or days. */
export function parseCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
