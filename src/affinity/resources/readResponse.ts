import * as z from 'zod/mini';
import { isAbsent } from '../transport/checkedArgument.ts';
import { badResponse } from '../transport/httpExchange.ts';
import type { ApiResponse } from '../transport/httpExchange.ts';
import type { ItemPage, RejectedItem } from '../walk/pageWalk.ts';

const MAX_ISSUES = 3;

const successSchema = z.object({ success: z.boolean() });

/** Reads a response that holds one thing. @throws AffinityError `bad-response` */
export function readResponse<Thing>(response: ApiResponse, schema: z.ZodMiniType<Thing>): Thing {
  const read = z.safeParse(schema, response.body);
  if (read.success) return read.data;
  throw badResponse(response, describe(read.error.issues));
}

/** Reads the items that can be read, and rejects the others with the reason. */
export function readItems<Item>(
  response: ApiResponse,
  list: readonly unknown[],
  schema: z.ZodMiniType<Item>,
): Pick<ItemPage<Item>, 'items' | 'rejected'> {
  const items: Item[] = [];
  const rejected: RejectedItem[] = [];
  for (const raw of list) {
    const read = z.safeParse(schema, raw);
    if (read.success) items.push(read.data);
    else {
      const problem = response.redactor.text(describe(read.error.issues));
      rejected.push({ raw: response.redactor.value(raw), problem });
    }
  }
  return { items, rejected };
}

/** The names in the body of a list. */
export interface PageShape {
  /** The list's own key counts first, even when its list is empty. */
  readonly ownKey: string;
  /** When the own key is missing or null, the first other key with a list counts, filled lists first. */
  readonly otherKeys?: readonly string[];
  /** @throws AffinityError `bad-response` */
  readonly tokenOf?: (response: ApiResponse, fields: ReadonlyMap<string, unknown>) => string | undefined;
}

/** Reads a page of a list. @throws AffinityError `bad-response` */
export function readPage<Item>(
  response: ApiResponse,
  schema: z.ZodMiniType<Item>,
  { ownKey, otherKeys = ['data'], tokenOf = readToken }: PageShape,
): ItemPage<Item> {
  const { body } = response;
  if (body === undefined) return { items: [], rejected: [] };
  if (Array.isArray(body)) return readItems(response, body, schema);
  if (typeof body !== 'object' || body === null) {
    throw badResponse(response, 'the body is neither a list nor an object');
  }
  const fields = new Map<string, unknown>(Object.entries(body));
  const nextPageToken = tokenOf(response, fields);
  const list = findList(response, fields, ownKey, otherKeys);
  return { ...readItems(response, list, schema), ...(nextPageToken && { nextPageToken }) };
}

/** Reads whether the service deleted something; an empty body means that it did. */
export function readDeleted(response: ApiResponse): boolean {
  if (response.body === undefined) return true;
  const read = z.safeParse(successSchema, response.body);
  if (read.success) return read.data.success;
  throw badResponse(response, 'the body does not say whether it was deleted');
}

function findList(
  response: ApiResponse,
  fields: ReadonlyMap<string, unknown>,
  ownKey: string,
  otherKeys: readonly string[],
): readonly unknown[] {
  const read = (key: string) => {
    const value = fields.get(key);
    if (isAbsent(value) || Array.isArray(value)) return value as unknown[] | null | undefined;
    throw badResponse(response, `${key} is not a list`);
  };
  const own = read(ownKey);
  if (own) return own;
  const lists = otherKeys.map(read).filter((list) => !isAbsent(list));
  const found = lists.find((list) => list.length > 0) ?? lists[0];
  if (found) return found;
  // A list that is null is empty. An object without any of the keys is not a page, and must not pass for an empty one.
  if ([ownKey, ...otherKeys].some((key) => fields.has(key))) return [];
  throw badResponse(response, `the body has no ${ownKey}`);
}

/** An empty token names no page, so it counts as missing. */
function readToken(response: ApiResponse, fields: ReadonlyMap<string, unknown>): string | undefined {
  const token = fields.get('next_page_token') ?? fields.get('nextPageToken') ?? undefined;
  if (token === undefined || typeof token === 'string') return token || undefined;
  throw badResponse(response, 'next_page_token is not a string');
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  const sentences = issues.slice(0, MAX_ISSUES).map((issue) => {
    const where = issue.path.join('.') || 'the body';
    return issue.code === 'invalid_type'
      ? `${where} is not of type ${issue.expected}`
      : `${where} ${issue.message}`;
  });
  return sentences.join('; ');
}
