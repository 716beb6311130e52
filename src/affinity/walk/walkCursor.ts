import * as z from 'zod/mini';
import type { SeenInteraction } from './seenInteractions.ts';
import { textHash } from './textHash.ts';

/** The version is a part of the text, so that a later one is not misread. */
const PREFIX = 'affinity-walk-1';

const cursorSchema = z.object({
  query: z.string(),
  end: z.number(),
  openEnd: z.boolean(),
  chunk: z.number(),
  token: z.optional(z.string()),
  tokens: z.array(z.string()),
  seen: z.array(z.tuple([z.string(), z.number()])),
});

/** Where a walk goes on, and what it has to remember for that. */
export interface WalkPosition {
  /** The chunk's place in the order of reading. */
  readonly chunk: number;
  /** Absent at the start of a chunk. */
  readonly token?: string | undefined;
  /** Hashes of the tokens that the chunk gave so far, the latest last. */
  readonly tokens: readonly string[];
  readonly seen: readonly SeenInteraction[];
}

/** What a cursor belongs to. */
export interface WalkIdentity {
  /** Everything that was asked for but the end. */
  readonly query: string;
  /** Milliseconds since the epoch. */
  readonly end: number;
  /** The query named no end, so it is the moment of the first `iterate`. */
  readonly openEnd: boolean;
}

export function writeCursor(identity: WalkIdentity, position: WalkPosition): string {
  const content = toBase64Url(JSON.stringify({ ...identity, ...position }));
  return [PREFIX, content, textHash(content)].join('.');
}

/** Nothing when the text is no cursor, or a damaged one. */
export function readCursor(cursor: string): (WalkIdentity & WalkPosition) | undefined {
  const [version, content = '', hash] = cursor.split('.');
  if (version !== PREFIX || hash !== textHash(content)) return undefined;
  try {
    return z.safeParse(cursorSchema, JSON.parse(fromBase64Url(content))).data;
  } catch {
    return undefined;
  }
}

function toBase64Url(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): string {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
