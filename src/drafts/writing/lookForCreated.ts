import { AffinityError } from '../../affinity/index.ts';
import type { Interaction } from '../../affinity/index.ts';
import { noteText } from '../../model/noteText.ts';
import { sameSecond, sameText } from '../checks/entry.ts';
import type { DraftPerson } from '../model/draft.ts';
import type { Sent } from '../model/draftOutcome.ts';
import type { SavingClient } from './saveDraft.ts';
import type { Sight } from './spacedLooks.ts';

const SECOND_MS = 1000;

const MOST_ASKED = 3;

const MOST_PAGES = 3;

/**
 * Whether an entry that was sent is there: of its type, with its people, at its time, and none of those that were there
 * before. Only its text makes sure that it is the very one.
 */
export async function lookForCreated(
  client: SavingClient,
  people: readonly DraftPerson[],
  sent: Sent,
  signal: AbortSignal,
): Promise<Sight<Interaction>> {
  const { items, isWhole } = await around(client, outsiders(people, sent), sent, signal);
  const alike = items.filter((one) => isAlike(one, sent) && sent.alike?.includes(one.id) !== true);
  const [only, ...more] = alike;
  if (only === undefined) return isWhole ? { kind: 'absent' } : { kind: 'unclear', why: 'unreadable' };
  // With none known from before, this may be one of them, and then what was sent is not there.
  const isSure = sent.alike !== undefined && more.length === 0 && isExact(only, sent);
  const isIt = isSure && sameText(await textOf(client, only, signal), sent.text ?? '');
  return isIt ? { kind: 'there', found: only } : { kind: 'unclear', why: 'alike' };
}

/** The service lists by a person from outside: the first one of whom it can tell anything. */
async function around(client: SavingClient, outsiders: readonly number[], sent: Sent, signal: AbortSignal) {
  const date = new Date(sent.date ?? sent.at).getTime();
  const span = { startTime: new Date(date - SECOND_MS), endTime: new Date(date + 2 * SECOND_MS) };
  let failure: unknown = new Error('Nobody from outside was sent.');
  for (const personId of outsiders.slice(0, MOST_ASKED)) {
    try {
      return await allOf(client, { type: sent.type, personId, ...span }, signal);
    } catch (error) {
      // Only a refusal is about the person; whoever cannot be reached is not to be asked thrice.
      if (!(error instanceof AffinityError) || error.outcome !== 'refused') throw error;
      failure = error;
    }
  }
  throw failure;
}

type Query = Parameters<SavingClient['interactions']['list']>[0];

async function allOf({ interactions }: SavingClient, query: Query, signal: AbortSignal) {
  const items: Interaction[] = [];
  let isWhole = true;
  let pageToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await interactions.list({ ...query, pageToken }, { signal });
    items.push(...answer.items);
    isWhole &&= answer.rejected.length === 0;
    pageToken = answer.nextPageToken;
    if (pageToken === undefined) return { items, isWhole };
  }
  return { items, isWhole: false };
}

/** Those who were sent and are not known as colleagues: people may have been taken out of the draft since. */
function outsiders(people: readonly DraftPerson[], { personIds = [] }: Sent): readonly number[] {
  const standings = new Map(
    people.flatMap((one) => (one.state === 'known' ? [[one.person.id, one.person.standing] as const] : [])),
  );
  return personIds
    .filter((id) => standings.get(id) !== 'internal')
    .toSorted((one, other) => Number(standings.has(other)) - Number(standings.has(one)));
}

function isAlike({ type, date, persons }: Interaction, sent: Sent): boolean {
  const there = new Set(persons.map(({ id }) => id));
  const isThen = sent.date !== undefined && sameSecond(date, new Date(sent.date));
  return type === sent.type && isThen && (sent.personIds ?? []).every((id) => there.has(id));
}

function isExact({ persons, direction }: Interaction, sent: Sent): boolean {
  const isSameSize = new Set(persons.map(({ id }) => id)).size === new Set(sent.personIds).size;
  return isSameSize && (sent.direction === undefined || direction === sent.direction);
}

async function textOf(
  { notes }: SavingClient,
  { noteIds: [noteId] }: Interaction,
  signal: AbortSignal,
): Promise<string> {
  return noteId === undefined ? '' : noteText(await notes.get(noteId, { signal })).text;
}
