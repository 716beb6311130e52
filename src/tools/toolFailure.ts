import { AffinityError } from '../affinity/index.ts';
import type { AffinityErrorKind } from '../affinity/index.ts';
import { currentLimit, renewedAt } from '../history/knownLimits.ts';
import type { KnownLimits } from '../history/knownLimits.ts';
import { isBelowFloor } from '../history/monthlyFloor.ts';
import { mergedInto } from '../model/mergedInto.ts';
import type { RecordKind } from '../model/recordRef.ts';
import { ToolError } from './toolError.ts';

/** The thing that a tool was asked about. */
export type ToolSubject =
  | { readonly kind: RecordKind; readonly id: number }
  | { readonly kind: 'interaction'; readonly type: string; readonly id: number };

const MONTH_USED_UP =
  'The user’s firm has used up its requests to Affinity for this month. Do not try again; tell the user.';

type Words = (error: AffinityError, subject: ToolSubject | undefined) => string;

const SIGN_IN = 'Ask the user to run “Affinity: Sign In with API Key…”, then call the tool again.';

const words: Readonly<Record<AffinityErrorKind, Words>> = {
  unauthorized: () => `Affinity no longer accepts the user’s API key. ${SIGN_IN}`,
  forbidden: () =>
    'The user’s Affinity account is not allowed to see this. Do not try again; tell the user to ask their Affinity administrator.',
  'not-found': (_error, subject) => `${missing(subject)} ${findIt(subject)}`,
  conflict: () => 'Affinity refused this because it was changed at the same time. Call the tool again once.',
  'invalid-request': refusedWords,
  'rate-limited': limitWords,
  server: ({ status }) =>
    `Affinity returned an error (${status ?? '5xx'}). Try again once in a minute, else tell the user.`,
  network: () =>
    'Affinity can’t be reached. Tell the user to check the network connection or the proxy settings.',
  timeout: () => 'Affinity didn’t respond in time. Try again once, else tell the user.',
  'bad-response': () =>
    'Affinity’s response couldn’t be read, perhaps because of a proxy. Tell the user to run “Affinity: Show Log”.',
  'invalid-argument': () => 'Affinity would not accept one of the values. Check the input of the tool.',
};

/** A failure in words for the model. A `ToolError` and a cancellation stay what they are. */
export function toolFailure(error: unknown, subject?: ToolSubject): Error {
  if (error instanceof ToolError) return error;
  if (isBelowFloor(error)) return new ToolError(floorWords(error));
  if (error instanceof AffinityError) return new ToolError(words[error.kind](error, subject));
  return new ToolError(
    'Something went wrong in the Affinity extension. Tell the user to run “Affinity: Show Log”.',
  );
}

/** Says that the firm's requests run low, and what the user can do. */
export function floorWords({
  remaining,
  floor,
}: {
  readonly remaining: number;
  readonly floor: number;
}): string {
  return `The user’s firm has ${remaining} requests left this month, fewer than the ${floor} that the setting affinity.keepRequests reserves, so nothing more was read. Do not try again; tell the user.`;
}

/** A limit is reached, by the last response. A tool does not wait for it, since the model can. */
export function limitReached(limits: KnownLimits | undefined, now: number): ToolError {
  if (limits && currentLimit(limits, 'org', now)?.remaining === 0) return new ToolError(MONTH_USED_UP);
  const end = limits && renewedAt(limits, 'user');
  return new ToolError(minuteWords(end === undefined ? undefined : end - now));
}

/** No account is there. */
export function signedOut(): ToolError {
  return new ToolError(
    'The user is not signed in to Affinity. Ask the user to run “Affinity: Sign In with API Key…” or “Affinity: Explore with Sample Data”, then call the tool again.',
  );
}

export function switchedOff(): ToolError {
  return new ToolError(
    'The user has turned off the tools of Affinity (setting affinity.languageModelTools). Do not try again; tell the user.',
  );
}

/** Data of one account is never handed out under another. */
export function accountChanged(): ToolError {
  return new ToolError(
    'The user signed in to another Affinity account meanwhile, so nothing is returned. IDs of one account mean nothing in another: find the record again.',
  );
}

function missing(subject: ToolSubject | undefined): string {
  if (subject === undefined) return 'This is not in Affinity.';
  const name =
    subject.kind === 'interaction' ? `${subject.type} ${subject.id}` : `${subject.kind} ${subject.id}`;
  return `There is no ${name} in Affinity: it was deleted, merged, hidden from the user, or the ID is wrong.`;
}

function findIt(subject: ToolSubject | undefined): string {
  return subject?.kind === 'interaction'
    ? 'Find it with affinity_list_interactions or affinity_search, and pass its type and ID as they are listed.'
    : 'Find the record with affinity_find_record, and pass its kind and ID as they are listed.';
}

function refusedWords({ details }: AffinityError, subject: ToolSubject | undefined): string {
  const into = mergedInto(details);
  if (into !== undefined && subject !== undefined && subject.kind !== 'interaction')
    return `${subject.kind} ${subject.id} was merged into ${subject.kind} ${into}. Call the tool again with ID ${into}.`;
  if (subject?.kind === 'person')
    return `Affinity refused the request for person ${subject.id}. It lists the interactions of external people only; for a colleague, use the record of the other side, or affinity_search with “with:” and the name.`;
  return `Affinity refused the request. ${findIt(subject)}`;
}

function limitWords({ limit, retryAfterMs }: AffinityError): string {
  return limit === 'org' ? MONTH_USED_UP : minuteWords(retryAfterMs);
}

function minuteWords(waitMs: number | undefined): string {
  const wait = waitMs === undefined ? 'about a minute' : `${Math.max(1, Math.ceil(waitMs / 1000))} seconds`;
  return `Too many requests were made to Affinity. Wait ${wait} before the next call.`;
}
