import type { LogOutputChannel } from 'vscode';

/** What the parts need of the "Affinity" output channel. Errors of the client carry no key: it redacts them. */
export type Log = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'show'>;
