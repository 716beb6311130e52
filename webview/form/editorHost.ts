import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import { type MessageToPage, readMessageToPage } from '../../src/protocol/messageToPage.ts';

interface EditorApi {
  postMessage(message: MessageToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** The editor may be asked for its door once only. */
const api = acquireVsCodeApi();

export const pageStateStore: Pick<EditorApi, 'getState' | 'setState'> = api;

export function send(message: MessageToHost): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the editor's own, not that of a window
  api.postMessage(message);
}

/** Hands on what can be read. The rest is reported for the log and otherwise as if it had not come. */
export function listen(take: (message: MessageToPage) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const read = readMessageToPage(data);
    if (read.ok) take(read.message);
    else send({ kind: 'dropped', problem: read.problem });
  });
}
