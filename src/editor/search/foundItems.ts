import type { Interaction } from '../../affinity/index.ts';
import type { InteractionWithText } from '../../history/recordHistory.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { FoundInteraction } from './searchTasks.ts';

type Session = Pick<AccountSession, 'followed' | 'histories' | 'reader' | 'timelines'>;

/** An interaction that was found, under the first followed record that has it, with the text that is kept. */
export interface FoundItem {
  readonly record: RecordRef;
  readonly interaction: Interaction;
  readonly text?: string | undefined;
  readonly isPartial?: boolean | undefined;
}

/** As the tree shows it, else as it was kept, else as the service has it. */
export async function interactionOf(session: Session, found: FoundInteraction): Promise<Interaction> {
  const followed = recordsOf(session, found);
  const key = interactionKey(found);
  for (const record of followed) {
    const loaded = loadedIn(session, record, found);
    if (loaded) return loaded;
  }
  for (const record of followed) {
    const kept = (await session.histories.kept(record))?.interactions.find(
      (one) => interactionKey(one) === key,
    );
    if (kept !== undefined) return kept;
  }
  return session.reader.interaction(found.type, found.id);
}

export interface FoundItems {
  readonly items: readonly FoundItem[];
  /** Neither loaded nor kept any more. They aren't requested, since that would be one request each. */
  readonly leftOut: number;
}

/** All that was found, in its order, without a request. The history of each record is read from the disk once. */
export async function itemsOf(session: Session, found: readonly FoundInteraction[]): Promise<FoundItems> {
  const histories = new Map<string, Promise<ReadonlyMap<string, InteractionWithText>>>();
  const keptIn = (record: RecordRef): Promise<ReadonlyMap<string, InteractionWithText>> => {
    const reading = histories.get(recordKey(record)) ?? keptRows(session, record);
    histories.set(recordKey(record), reading);
    return reading;
  };
  const items: FoundItem[] = [];
  for (const one of found) {
    const [record] = recordsOf(session, one);
    if (record === undefined) continue;
    const kept = (await keptIn(record)).get(interactionKey(one));
    const interaction = loadedIn(session, record, one) ?? kept;
    if (interaction !== undefined)
      items.push({ record, interaction, text: kept?.text, isPartial: kept?.isPartial });
  }
  return { items, leftOut: found.length - items.length };
}

async function keptRows(
  { histories }: Session,
  record: RecordRef,
): Promise<ReadonlyMap<string, InteractionWithText>> {
  const kept = await histories.kept(record);
  return new Map(kept?.interactions.map((one) => [interactionKey(one), one]));
}

function recordsOf({ followed }: Session, { records }: FoundInteraction): readonly RecordRef[] {
  return followed.current.filter((record) => records.includes(recordKey(record)));
}

/** In the record's list, or in one that is filtered. */
function loadedIn(
  { timelines }: Session,
  record: RecordRef,
  { type, id }: FoundInteraction,
): Interaction | undefined {
  const loaded = timelines.of(record, type).get(type, id);
  if (loaded !== undefined) return loaded;
  const key = recordKey(record);
  for (const timeline of timelines.all) {
    if (timeline.type !== type || recordKey(timeline.record) !== key) continue;
    const filtered = timeline.get(type, id);
    if (filtered !== undefined) return filtered;
  }
  return undefined;
}
