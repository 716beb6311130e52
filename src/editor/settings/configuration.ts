import { workspace } from 'vscode';
import type { Disposable } from 'vscode';
import { DEFAULT_BASE_URL, parseBaseUrl } from './baseUrl.ts';
import { DEFAULT_KEEP_REQUESTS, parseKeepRequests } from './keepRequests.ts';
import type { Log } from './log.ts';

/** The settings, read when they are needed. Nonsense counts as the default, and the log says so. */
export class Configuration {
  readonly #log: Log;
  #lastProblem = '';

  constructor(log: Log) {
    this.#log = log;
  }

  /** The service's address: HTTPS, or HTTP on loopback. Of application scope, so no workspace can redirect a key. */
  get baseUrl(): string {
    const value: unknown = this.#value('baseUrl');
    const address = parseBaseUrl(value);
    if (address !== undefined) return address;
    this.#log.warn(
      `affinity.baseUrl ${JSON.stringify(value)} is not usable; ${DEFAULT_BASE_URL} is used instead.`,
    );
    return DEFAULT_BASE_URL;
  }

  /** Whether loaded interactions are kept on disk for the next start. */
  get rememberInteractions(): boolean {
    return this.#boolean('rememberInteractions');
  }

  /** Whether drafts are kept on disk, or in memory only. */
  get keepDraftsOnDisk(): boolean {
    return this.#boolean('keepDraftsOnDisk');
  }

  /** How many of the firm's monthly requests reading in the background leaves to others; 0 for none. */
  get keepRequests(): number {
    const value = this.#value('keepRequests');
    const count = parseKeepRequests(value);
    if (count !== undefined) return count;
    this.#warnOnce(
      `affinity.keepRequests ${JSON.stringify(value)} is no whole number of at least 0; ` +
        `${DEFAULT_KEEP_REQUESTS} is used instead.`,
    );
    return DEFAULT_KEEP_REQUESTS;
  }

  /** Calls back when the address may have changed. */
  onDidChangeBaseUrl(listener: () => void): Disposable {
    return onDidChange('affinity.baseUrl', listener);
  }

  onDidChangeRememberInteractions(listener: () => void): Disposable {
    return onDidChange('affinity.rememberInteractions', listener);
  }

  onDidChangeKeepDraftsOnDisk(listener: () => void): Disposable {
    return onDidChange('affinity.keepDraftsOnDisk', listener);
  }

  /** True unless it is false: what keeps things is never switched off by nonsense. */
  #boolean(name: 'rememberInteractions' | 'keepDraftsOnDisk'): boolean {
    const value = this.#value(name);
    if (typeof value === 'boolean') return value;
    this.#log.warn(`affinity.${name} ${JSON.stringify(value)} is no boolean; true is used instead.`);
    return true;
  }

  /** It is asked for with each answer of the service. */
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
