import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { everyoneIn } from '../../model/participants.ts';
import { ToolError } from '../../tools/toolError.ts';
import { toolFailure } from '../../tools/toolFailure.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { ToolCall } from './modelTool.ts';
import { requestReserve } from './requestReserve.ts';

/** At most this many people who are not loaded are read, each with a request. */
const MOST_READ = 8;

/** The people of a draft by their IDs: those of loaded interactions, and the rest with a request each. */
export async function peopleById(
  ids: readonly number[],
  { session, signal }: ToolCall,
): Promise<readonly KnownPerson[]> {
  const loaded = loadedPeople(session, new Set(ids));
  const missing = ids.filter((id) => !loaded.has(id));
  if (missing.length > MOST_READ)
    throw new ToolError(
      `people may name at most ${MOST_READ} people by ID who are in no loaded interaction. Use email addresses for the others.`,
    );
  if (missing.length > 0) requestReserve(session).throwIfAborted();
  const { persons } = session.connection.client;
  const read = await Promise.all(
    missing.map((id) =>
      persons.get(id, { signal }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw toolFailure(error, { kind: 'person', id });
      }),
    ),
  );
  for (const person of read) loaded.set(person.id, toKnownPerson(person));
  return ids.flatMap((id) => loaded.get(id) ?? []);
}

function loadedPeople({ timelines }: AccountSession, wanted: ReadonlySet<number>): Map<number, KnownPerson> {
  const found = new Map<number, KnownPerson>();
  for (const { state } of timelines.all)
    for (const interaction of state.items) {
      if (found.size === wanted.size) return found;
      for (const person of everyoneIn(interaction))
        if (wanted.has(person.id)) found.set(person.id, toKnownPerson(person));
    }
  return found;
}
