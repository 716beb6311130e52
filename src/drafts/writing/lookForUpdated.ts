import type { Interaction } from '../../affinity/index.ts';
import { noteText } from '../../model/noteText.ts';
import { sameSecond, sameText } from '../checks/entry.ts';
import type { Sent, SentFields } from '../model/draftOutcome.ts';
import { readInteraction } from '../model/interactionReading.ts';
import type { EditableRef, InteractionReader, InteractionReading } from '../model/interactionReading.ts';
import type { Sight } from './spacedLooks.ts';

/** Whether an interaction is as it was to become, or still as it was. */
export async function lookForUpdated(
  client: InteractionReader,
  ref: EditableRef,
  sent: Sent,
  signal: AbortSignal,
): Promise<Sight<Interaction>> {
  const reading = await readInteraction(client, ref, signal);
  if (sent.text !== undefined && reading.noteFailure !== undefined) throw reading.noteFailure;
  const { personIds, date, direction, text } = sent;
  if (isAs(reading, { personIds, date, direction, text }))
    return { kind: 'there', found: reading.interaction };
  const isUntouched = sent.was !== undefined && isAs(reading, sent.was);
  return isUntouched ? { kind: 'absent' } : { kind: 'unclear', why: 'differs' };
}

function isAs({ interaction, note }: InteractionReading, fields: SentFields): boolean {
  const { personIds, date, direction, text } = fields;
  if (date !== undefined && !sameSecond(interaction.date, new Date(date))) return false;
  if (direction !== undefined && interaction.direction !== direction) return false;
  if (personIds !== undefined && !areThese(interaction, personIds)) return false;
  return text === undefined || sameText(note === undefined ? '' : noteText(note).text, text);
}

function areThese({ persons }: Interaction, ids: readonly number[]): boolean {
  const there = new Set(persons.map(({ id }) => id));
  return there.size === new Set(ids).size && ids.every((id) => there.has(id));
}
