import * as z from 'zod/mini';

/** The version is part of the text, so that a later one is not misread. */
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

/** An item that was handed out: its identity, and its time in milliseconds since the epoch. */
export type SeenItem = readonly [identity: string, time: number];

/** The place where a walk continues, and the memory that it needs there. */
export interface WalkPosition {
  /** The index of the chunk in reading order. */
  readonly chunk: number;
  /** Absent at the start of a chunk. */
  readonly token?: string | undefined;
  /** Hashes of the tokens that the chunk returned so far, the latest last. */
  readonly tokens: readonly string[];
  readonly seen: readonly SeenItem[];
}

/** A cursor belongs to the walks with the same identity. */
export interface WalkIdentity {
  /** The whole query except for its end. */
  readonly query: string;
  /** Milliseconds since the epoch. */
  readonly end: number;
  /** The query named no end, so this is the time of the first `iterate`. */
  readonly openEnd: boolean;
}

/** The place and the walk that it belongs to. */
export type WalkCursor = WalkIdentity & WalkPosition;

export function writeCursor(identity: WalkIdentity, position: WalkPosition): string {
  const content = toBase64Url(JSON.stringify({ ...identity, ...position }));
  return [PREFIX, content, textHash(content)].join('.');
}

/** `undefined` when the text is not a cursor, or a damaged one. */
export function readCursor(cursor: string): WalkCursor | undefined {
  const [version, content = '', hash] = cursor.split('.');
  if (version !== PREFIX || hash !== textHash(content)) return undefined;
  try {
    return z.safeParse(cursorSchema, JSON.parse(fromBase64Url(content))).data;
  } catch {
    return undefined;
  }
}

/**
 * A 53-bit hash (cyrb53). It tells page tokens apart and detects damaged cursors; it protects no secret.
 */
export function textHash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(36);
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
