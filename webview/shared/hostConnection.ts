import type { ReadMessage } from '../../src/protocol/messageReader.ts';

/** Longer than even a busy host takes to answer. */
const ANSWER_TIMEOUT_MS = 15_000;

/** The editor allows one call only. */
const editor = acquireVsCodeApi();

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** The part of a page's second script that reads what comes from outside. */
export interface MessageReaders<Message, State> {
  readonly readMessage: (data: unknown) => ReadMessage<Message>;
  readonly readState: (data: unknown) => ReadMessage<State>;
}

interface DroppedMessage {
  readonly kind: 'dropped';
  readonly problem: string;
}

declare function acquireVsCodeApi(): EditorApi;

/**
 * Connects a page with the extension host: messages in both directions, and the state that survives a reload. Notices
 * when the host stops answering: after a crash the page stays open, but what is typed is no longer saved.
 */
export class HostConnection<ToHost, ToPage, State> {
  readonly #onSilence: (isSilent: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSilent = false;

  /** `onSilence` is told when the host stops answering, and when it answers again. */
  constructor(onSilence: (isSilent: boolean) => void) {
    this.#onSilence = onSilence;
    // A message that can't be read, or not yet, shows that the host is alive too.
    window.addEventListener('message', () => this.#endWait());
  }

  /** The page was open before, so the state in its HTML is out of date. */
  get wasOpenBefore(): boolean {
    return editor.getState() !== undefined;
  }

  send(message: ToHost | DroppedMessage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not the postMessage of a window
    editor.postMessage(message);
  }

  /** Sends a message that the host always answers. */
  ask(message: ToHost): void {
    this.#timer ??= setTimeout(() => this.#setSilent(true), ANSWER_TIMEOUT_MS);
    this.send(message);
  }

  /**
   * Calls `onMessage` for each message of the host, in order, with the state from before a reload. Messages wait until
   * the readers are loaded. One that can't be read is reported to the host and dropped.
   */
  listen(
    readers: Promise<MessageReaders<ToPage, State>>,
    onMessage: (message: ToPage, kept: State | undefined) => void,
  ): void {
    const receive = async (data: unknown): Promise<void> => {
      const { readMessage, readState } = await readers;
      const [read, kept] = [readMessage(data), readState(editor.getState())];
      if (read.ok) onMessage(read.message, kept.ok ? kept.message : undefined);
      else this.send({ kind: 'dropped', problem: read.problem });
    };
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => void receive(data));
  }

  keepState(state: State): void {
    editor.setState(state);
  }

  #endWait(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#setSilent(false);
  }

  #setSilent(isSilent: boolean): void {
    if (isSilent === this.#isSilent) return;
    this.#isSilent = isSilent;
    this.#onSilence(isSilent);
  }
}
