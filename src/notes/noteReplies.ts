import { AffinityError } from '../affinity/index.ts';
import type { Note, V2Note, V2Person, V2Service } from '../affinity/index.ts';
import type { InteractionRef } from '../model/interactionRef.ts';
import { typeOfV2 } from '../model/interactionTypes.ts';

/** At most this many pages of 100 are read of one transcript; a day of talking has fewer. */
const MAX_PAGES = 100;

const SECOND_MS = 1000;

/** The services that hold replies and transcripts. */
export type ReplySource = {
  readonly notes: Pick<V2Service['notes'], 'get' | 'replies'>;
  readonly transcripts: V2Service['transcripts'];
};

export interface NoteReply {
  readonly author: V2Person | undefined;
  readonly isByNotetaker: boolean;
  readonly createdAt: Date | undefined;
  readonly html: string;
}

export interface SpokenLine {
  readonly speaker: string | undefined;
  readonly content: string;
}

/** The replies to a note, and the spoken words of the recording behind it. */
export interface NoteReplies {
  /** Oldest first. */
  readonly replies: readonly NoteReply[];
  readonly transcript: readonly SpokenLine[];
}

export interface ReadReplies {
  /** By the ids of the notes. */
  readonly ofNotes: ReadonlyMap<number, NoteReplies>;
  /** False after a stop, a failure or the limit of pages. */
  readonly isComplete: boolean;
  /** Set when the service provides none of it, for the account or for these notes. */
  readonly lackedBy?: 'account' | 'notes' | undefined;
  /** Ended the reading early. */
  readonly failure?: AffinityError | undefined;
}

interface RepliesRequest {
  readonly interaction: InteractionRef;
  readonly notes: readonly Note[];
  readonly signal: AbortSignal;
  /** Is called with the number of lines of a transcript read so far. */
  readonly onLines?: (count: number) => void;
}

/**
 * Reads the replies and transcripts of an interaction's notes, one after another. A stop or a failure keeps what was read;
 * only a stop before anything was read rejects.
 */
export async function readReplies(source: ReplySource, request: RepliesRequest): Promise<ReadReplies> {
  const reading = new RepliesReading(source, request);
  try {
    for (const note of request.notes) await reading.read(note);
  } catch (error) {
    if (request.signal.aborted && reading.ofNotes.size > 0) return reading.result(false);
    if (request.signal.aborted || !(error instanceof AffinityError)) throw error;
    return { ...reading.result(false), failure: error };
  }
  return reading.result(true);
}

class RepliesReading {
  readonly ofNotes = new Map<number, NoteReplies>();
  readonly #source: ReplySource;
  readonly #request: RepliesRequest;
  #isWhole = true;
  #lackedBy: ReadReplies['lackedBy'];

  constructor(source: ReplySource, request: RepliesRequest) {
    this.#source = source;
    this.#request = request;
  }

  result(isEnded: boolean): ReadReplies {
    return {
      ofNotes: this.ofNotes,
      isComplete: isEnded && this.#isWhole,
      lackedBy: this.ofNotes.size > 0 ? undefined : this.#lackedBy,
    };
  }

  async read(note: Note): Promise<void> {
    const options = { signal: this.#request.signal };
    const found = await this.#unlessRefused('notes', () => this.#source.notes.get(note.id, options));
    if (found === undefined) return;
    if (!isSameNote(found, note, this.#request.interaction)) {
      this.#lackedBy ??= 'notes';
      return;
    }
    const replies = await this.#unlessRefused('account', () => this.#repliesTo(note.id));
    if (replies !== undefined) this.ofNotes.set(note.id, { replies, transcript: [] });
    if (found.type !== 'ai-notetaker' || found.transcriptId === undefined) return;
    const { transcriptId } = found;
    await this.#unlessRefused('account', () => this.#readTranscript(note.id, replies ?? [], transcriptId));
  }

  async #repliesTo(id: number): Promise<readonly NoteReply[]> {
    const replies: NoteReply[] = [];
    const { signal } = this.#request;
    for await (const reply of this.#source.notes.replies(id, { signal })) replies.push(replyOf(reply));
    const time = ({ createdAt }: NoteReply) => createdAt?.getTime() ?? 0;
    return replies.toSorted((one, other) => time(one) - time(other));
  }

  async #readTranscript(noteId: number, replies: readonly NoteReply[], id: number): Promise<void> {
    const { signal, onLines } = this.#request;
    const transcript: SpokenLine[] = [];
    let pages = 0;
    for await (const { items } of this.#source.transcripts.fragments(id, { signal }).pages()) {
      if (pages === MAX_PAGES) {
        this.#isWhole = false;
        return;
      }
      pages += 1;
      transcript.push(...items.map(({ speaker, content }) => ({ speaker, content })));
      this.ofNotes.set(noteId, { replies, transcript });
      onLines?.(transcript.length);
    }
  }

  /** A beta that is switched off answers 404 to everything, and a note that V2 doesn't know (yet) does so too. */
  async #unlessRefused<Result>(
    notFoundMeans: 'account' | 'notes',
    read: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await read();
    } catch (error) {
      const kind = error instanceof AffinityError ? error.kind : undefined;
      if (kind !== 'not-found' && kind !== 'forbidden') throw error;
      if (kind === 'forbidden' || notFoundMeans === 'account') this.#lackedBy = 'account';
      else this.#lackedBy ??= 'notes';
      return undefined;
    }
  }
}

/** The ids of V1 and V2 are only believed to be the same, so the same number may be the id of another note. */
function isSameNote(found: V2Note, note: Note, { type, id }: InteractionRef): boolean {
  const owner = 'interaction' in found ? found.interaction : undefined;
  if (owner !== undefined && owner.id === id && typeOfV2(owner.type) === type) return true;
  if (found.createdAt === undefined || !note.createdAt) return false;
  return Math.abs(found.createdAt.getTime() - note.createdAt.getTime()) <= SECOND_MS;
}

function replyOf({ type, creator, createdAt, content }: V2Note): NoteReply {
  const isByNotetaker = type === 'ai-notetaker-reply';
  return { author: creator, isByNotetaker, createdAt, html: content.html ?? '' };
}
