import type { Interaction, InteractionType } from '../affinity/index.ts';
import type { RecordRef } from '../model/recordRef.ts';
import type { Span } from '../model/span.ts';

/** An interaction to export, and the record that it was found under. */
export interface ExportItem {
  readonly interaction: Interaction;
  readonly record: RecordRef;
  /** The readable text of its notes; empty when it has none, absent while it isn't read. */
  readonly text?: string | undefined;
  /** Some of its notes aren't read. */
  readonly isPartial?: boolean | undefined;
}

/** How a reading ended: `chosen` when only selected interactions are exported, and `unread` when none was made. */
export type ExportEnd = 'complete' | 'chosen' | 'stopped' | 'declined' | 'below-floor' | 'failed' | 'unread';

/** How much of a record's type is in an export. */
export interface ExportCoverage {
  readonly record: RecordRef;
  /** All types when absent. */
  readonly type?: InteractionType | undefined;
  /** Everything in it is exported; absent where nothing is certain. */
  readonly span?: Span | undefined;
  readonly end: ExportEnd;
  /** Interactions that could not be read. */
  readonly unreadable: number;
  /** Exported interactions whose text isn't read, or not all of it. */
  readonly withoutText: number;
  readonly readAt?: Date | undefined;
}

/** The result of one step, such as a record, and how complete it is. */
export interface ExportPart {
  readonly items: Iterable<ExportItem>;
  readonly coverage: readonly ExportCoverage[];
}

/** The parts of an export in their order. It ends early when the user stops it, and tells so in the coverage. */
export type ExportSource = AsyncIterable<ExportPart>;

/** Facts that writers need besides the interactions. */
export interface ExportContext {
  readonly exportedAt: Date;
  /** The firm's name. */
  readonly firm: string;
  /** The filter in words; absent without one. */
  readonly filter?: string | undefined;
  /** The link that opens an interaction in the editor. */
  readonly linkOf: (interaction: Pick<Interaction, 'id' | 'type'>) => string | undefined;
  /** The page of a record in Affinity; undefined where there is none. */
  readonly pageOf: (record: RecordRef) => string | undefined;
}

/** Writes an export as pieces of text, some of which are long. */
export type ExportWriter = (source: ExportSource, context: ExportContext) => AsyncGenerator<string, void>;
