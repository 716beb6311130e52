import { nameOrEmail, isInternal } from '../../model/namedPerson.ts';
import type { RecordId, RecordRef } from '../../model/recordRef.ts';
import { ToolError } from '../../tools/toolError.ts';
import type { ToolCall } from './modelTool.ts';
import { requestReserve } from './requestReserve.ts';

/**
 * The record with its name. One that is not known yet takes a request, which proves that it exists and brings the dates of
 * its interactions along.
 */
export async function namedRecord(record: RecordId, call: ToolCall): Promise<RecordRef> {
  const known = call.names.find(call.session, record);
  if (known !== undefined) return known;
  requestReserve(call.session).throwIfAborted();
  const named = { kind: record.kind, id: record.id, name: await readName(record, call) };
  call.names.learn(call.session, [named]);
  return named;
}

async function readName({ kind, id }: RecordId, { session, signal }: ToolCall): Promise<string> {
  const { companies, persons, opportunities } = session.connection.client;
  const options = { signal, withInteractionDates: true };
  const readAt = Date.now();
  if (kind === 'opportunity') return (await opportunities.get(id, { signal })).name;
  const found = await (kind === 'company' ? companies.get(id, options) : persons.get(id, options));
  if (found.interactionDates !== undefined)
    session.timelines.bounds.learn({ kind, id }, found.interactionDates, readAt);
  if ('name' in found) return found.name;
  if (isInternal(found))
    throw new ToolError(
      `person ${id} is a colleague, and Affinity lists the interactions of external people only. Use the record of the other side, or affinity_search with “with:” and the name.`,
    );
  return nameOrEmail(found) || `#${id}`;
}
