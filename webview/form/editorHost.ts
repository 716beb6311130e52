import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import type { MessageToPage, PageState } from '../../src/protocol/messageToPage.ts';
import type { Deferred } from './loadDeferred.ts';

/** The editor may be asked for its door once only. */
const api = acquireVsCodeApi();

interface EditorApi {
  postMessage(message: MessageToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

export function send(message: MessageToHost): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the editor's own, not that of a window
  api.postMessage(message);
}

/**
 * Hands on what can be read, in its order, with what was kept of the page before. What cannot be read is reported for the
 * log, and otherwise as if it had not come. Before the readers are there, messages wait for them.
 */
export function listen(
  readers: Promise<Deferred>,
  take: (message: MessageToPage, kept: PageState | undefined) => void,
): void {
  const hear = async (data: unknown): Promise<void> => {
    const { readMessageToPage, readPageState } = await readers;
    const [read, kept] = [readMessageToPage(data), readPageState(api.getState())];
    if (read.ok) take(read.message, kept.ok ? kept.message : undefined);
    else send({ kind: 'dropped', problem: read.problem });
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => void hear(data));
}

/** Whether the page was shown before, and then taken away: what it began with is no longer how it stands. */
export function wasShownBefore(): boolean {
  return api.getState() !== undefined;
}

export function keepState(state: PageState): void {
  api.setState(state);
}
