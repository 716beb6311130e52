import { badResponse } from '../transport/answer.ts';
import type { Answer } from '../transport/answer.ts';
import { isAbsent } from '../transport/checkedArgument.ts';

/** The items of a page, not yet read. */
export interface Envelope {
  readonly list: readonly unknown[];
  readonly nextPageToken?: string;
}

/** Takes a page out of what the service wraps it in. @throws AffinityError `bad-response` */
export function readEnvelope(answer: Answer, ownKey: string, otherKeys: readonly string[]): Envelope {
  const { body } = answer;
  if (body === undefined) return { list: [] };
  if (Array.isArray(body)) return { list: body };
  if (typeof body !== 'object' || body === null) throw badResponse(answer, 'neither a list nor an object');
  const fields = new Map<string, unknown>(Object.entries(body));
  const nextPageToken = readToken(answer, fields);
  return { list: findList(answer, fields, ownKey, otherKeys), ...(nextPageToken && { nextPageToken }) };
}

function findList(
  answer: Answer,
  fields: ReadonlyMap<string, unknown>,
  ownKey: string,
  otherKeys: readonly string[],
): readonly unknown[] {
  const read = (key: string) => {
    const value = fields.get(key);
    if (isAbsent(value) || Array.isArray(value)) return value as unknown[] | null | undefined;
    throw badResponse(answer, `${key} is no list`);
  };
  const own = read(ownKey);
  if (own) return own;
  const lists = otherKeys.map(read).filter((list) => !isAbsent(list));
  const found = lists.find((list) => list.length > 0) ?? lists[0];
  if (found) return found;
  // A list written as null is an empty one; an object that names none of them is something else than a page,
  // and "nothing there" would be a claim that nobody made.
  if ([ownKey, ...otherKeys].some((key) => fields.has(key))) return [];
  throw badResponse(answer, `no ${ownKey} in the answer`);
}

/** An empty token names no page that could be asked for. */
function readToken(answer: Answer, fields: ReadonlyMap<string, unknown>): string | undefined {
  const token = fields.get('next_page_token') ?? fields.get('nextPageToken') ?? undefined;
  if (token === undefined || typeof token === 'string') return token || undefined;
  throw badResponse(answer, 'next_page_token is no text');
}
