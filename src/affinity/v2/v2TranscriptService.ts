import * as z from 'zod/mini';
import { ifReadable, wireObject } from '../resources/wireField.ts';
import type { CallOptions } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters, orEmpty } from '../transport/checkedArgument.ts';
import { V2_PAGE_SIZE } from './v2Connection.ts';
import type { V2Connection, V2Walk } from './v2Connection.ts';

const PATH = '/v2/transcripts';

const text = ifReadable(z.string());

/** Source: V2 docs, Transcripts. */
const fragmentSchema = z.pipe(
  wireObject({ content: z.string(), speaker: text, startTimestamp: text, endTimestamp: text }),
  z.transform(({ content, speaker, startTimestamp, endTimestamp }): V2TranscriptFragment => {
    return { content, speaker, start: startTimestamp, end: endTimestamp };
  }),
);

/** The words of one person without a break. */
export interface V2TranscriptFragment {
  readonly content: string;
  /** The name as the notetaker heard or knew it. */
  readonly speaker?: string | undefined;
  /** Time since the start of the recording, as `HH:MM:SS`. */
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** A walk throws at the call when its argument is invalid. */
export interface V2TranscriptService {
  /** The spoken words of a recording, in their order. The id is the `transcriptId` of a notetaker's note. */
  fragments(id: number, options?: CallOptions): V2Walk<V2TranscriptFragment>;
}

export class TranscriptApi implements V2TranscriptService {
  readonly #connection: V2Connection;

  constructor(connection: V2Connection) {
    this.#connection = connection;
  }

  fragments(id: number, options: CallOptions = {}): V2Walk<V2TranscriptFragment> {
    const checkedId = checkedArgument.id({ method: 'GET', path: PATH }, 'id', id);
    const target = { method: 'GET', path: `${PATH}/${checkedId}/fragments` } as const;
    const query = givenParameters([['limit', V2_PAGE_SIZE]]);
    // Fragments have no ids, and the same words can be spoken twice.
    let position = 0;
    const identityOf = (fragment: V2TranscriptFragment): string => {
      position += 1;
      return fragment.start === undefined ? `#${position}` : JSON.stringify(Object.values(fragment));
    };
    return this.#connection.walk({ target, query, schema: fragmentSchema, identityOf }, orEmpty(options));
  }
}
