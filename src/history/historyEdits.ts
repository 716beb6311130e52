import * as z from 'zod/mini';
import type { Interaction } from '../affinity/index.ts';
import { involves } from '../model/participants.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordId } from '../model/recordRef.ts';
import type { SavedNotes } from './noteTexts.ts';
import { storedInteraction, storedInteractionSchema } from './storedInteraction.ts';
import type { HistoryEdit } from './timelines.ts';

/** More are not kept; histories from before the oldest one are read again instead. */
export const MOST_EDITS = 300;

/** Characters. The file of all edits is written with each of them, so a longer text is read again instead. */
const MOST_TEXT = 10_000;

const storedEditSchema = z.object({
  at: z.number(),
  type: z.number(),
  id: z.number(),
  interaction: z.optional(storedInteractionSchema),
  notes: z.optional(z.array(z.readonly(z.tuple([z.number(), z.string()])))),
  about: z.array(z.string()),
});

const storedEditsSchema = z.object({
  version: z.literal(1),
  completeSince: z.number(),
  edits: z.array(storedEditSchema),
});

/** An interaction that was saved or deleted here, and when. */
export interface TimedEdit {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly type: number;
  readonly id: number;
  readonly interaction?: Interaction | undefined;
  readonly notes?: SavedNotes | undefined;
  /** Keys of records that it is known to belong to. */
  readonly about: readonly string[];
}

/**
 * Interactions that were saved or deleted here after histories were kept: reading a history again checks its newest
 * interactions only, and would never find out about older ones.
 */
export class HistoryEdits {
  #edits: readonly TimedEdit[];
  /** All edits since then are known. */
  #completeSince: number;

  constructor(stored?: unknown) {
    const { completeSince = 0, edits = [] } = storedEditsSchema.safeParse(stored).data ?? {};
    this.#completeSince = completeSince;
    this.#edits = edits;
  }

  add({ type, id, interaction, notes, about }: HistoryEdit, at: number): void {
    const edit = {
      at,
      type,
      id,
      ...(interaction && { interaction }),
      ...(notes && isShort(notes) && { notes }),
      about: about.map((one) => recordKey(one)),
    };
    const edits = [...this.#edits, edit];
    this.#completeSince = edits.at(-MOST_EDITS - 1)?.at ?? this.#completeSince;
    this.#edits = edits.slice(-MOST_EDITS);
  }

  /** Undefined when some of them are not known any more. */
  since(moment: number): readonly TimedEdit[] | undefined {
    return moment < this.#completeSince ? undefined : this.knownSince(moment);
  }

  /** All that are still known, without those that were dropped. */
  knownSince(moment: number): readonly TimedEdit[] {
    return this.#edits.filter(({ at }) => at >= moment);
  }

  toJSON(): unknown {
    const edits = this.#edits.map(({ interaction, ...edit }) => ({
      ...edit,
      ...(interaction && { interaction: storedInteraction(interaction) }),
    }));
    return { version: 1, completeSince: this.#completeSince, edits };
  }
}

function isShort(notes: SavedNotes): boolean {
  return notes.reduce((sum, [, text]) => sum + text.length, 0) <= MOST_TEXT;
}

/** True for an interaction that the record's history has to show. */
export function isAbout({ about, interaction }: Omit<TimedEdit, 'at'>, record: RecordId): boolean {
  if (about.includes(recordKey(record))) return true;
  return record.kind === 'person' && interaction !== undefined && involves(interaction, record.id);
}

/** True for a record that still shows an interaction after an edit. Only a person is known to be no longer with it. */
export function isStillAbout(edit: Omit<TimedEdit, 'at'>, record: RecordId): boolean {
  return record.kind !== 'person' || isAbout(edit, record);
}
