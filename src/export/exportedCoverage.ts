import { exportedRecord, exportedTime, exportedType } from './exportedInteraction.ts';
import type { ExportedRecord, ExportedTime } from './exportedInteraction.ts';
import type { ExportContext, ExportCoverage } from './exportSource.ts';

/** How much of a record's type is in an export, in the documented shape. */
export interface ExportedCoverage {
  readonly record: ExportedRecord;
  /** `null` for all types. */
  readonly type: string | null;
  readonly complete: boolean;
  /** Why a reading ended: `complete`, `chosen`, `stopped`, `declined`, `below-floor`, `failed` or `unread`. */
  readonly ended: string;
  /** Everything from here … */
  readonly from: ExportedTime | null;
  /** … to here is in the export. */
  readonly to: ExportedTime | null;
  readonly read_at: ExportedTime | null;
  /** Interactions that could not be read. */
  readonly unreadable: number;
  /** Exported interactions whose text isn't read, or not all of it. */
  readonly without_text: number;
}

export function exportedCoverage(
  { record, type, span, end, unreadable, withoutText, readAt }: ExportCoverage,
  { pageOf }: Pick<ExportContext, 'pageOf'>,
): ExportedCoverage {
  return {
    record: exportedRecord(record, pageOf),
    type: type === undefined ? null : exportedType(type),
    complete: end === 'complete' && unreadable === 0,
    ended: end,
    from: span ? exportedTime(span.from) : null,
    to: span ? exportedTime(span.to) : null,
    read_at: readAt ? exportedTime(readAt) : null,
    unreadable,
    without_text: withoutText,
  };
}
