import { csvLine } from './csvLine.ts';
import { exportedCoverage } from './exportedCoverage.ts';
import type { ExportedCoverage } from './exportedCoverage.ts';
import { exportedInteraction } from './exportedInteraction.ts';
import type { ExportedInteraction, ExportedPerson, ExportedRecord } from './exportedInteraction.ts';
import type { ExportContext, ExportPart, ExportSource } from './exportSource.ts';
import { joinedChunks } from './joinedChunks.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** The columns in their order. New ones are added at the end, since programs may read the file by position. */
export const csvColumns = [
  'row',
  'type',
  'id',
  'date',
  'date_utc',
  'title',
  'external',
  'internal',
  'text',
  'direction',
  'from',
  'to',
  'cc',
  'other_people',
  'attendees',
  'external_ids',
  'internal_ids',
  'external_emails',
  'internal_emails',
  'start_utc',
  'end_utc',
  'updated_utc',
  'manual',
  'creator_id',
  'note_ids',
  'record_kind',
  'record_id',
  'record_name',
  'record_page',
  'link',
  'ended',
  'covers_from_utc',
  'covers_to_utc',
  'unreadable',
  'without_text',
] as const;

type Cells = Partial<Readonly<Record<(typeof csvColumns)[number], string | number | boolean | null>>>;

export interface CsvOptions {
  /** Begins with a byte order mark, without which Excel reads accents wrongly. */
  readonly byteOrderMark: boolean;
}

/** A table with a row of the kind `interaction` for each, and rows of the kind `coverage` at the end. */
export async function* csvExport(
  source: ExportSource,
  context: ExportContext,
  { byteOrderMark }: CsvOptions,
): AsyncGenerator<string, void> {
  yield `${byteOrderMark ? BYTE_ORDER_MARK : ''}${csvLine(csvColumns)}`;
  const coverage: string[] = [];
  for await (const part of source) {
    yield* joinedChunks(interactionRows(part, context));
    coverage.push(...part.coverage.map((one) => row(coverageCells(exportedCoverage(one, context)))));
  }
  yield* joinedChunks(coverage);
}

function* interactionRows({ items }: ExportPart, context: ExportContext): Generator<string, void> {
  for (const item of items) yield row(interactionCells(exportedInteraction(item, context)));
}

function row(cells: Cells): string {
  return csvLine(csvColumns.map((column) => String(cells[column] ?? '')));
}

export function interactionCells(exported: ExportedInteraction): Cells {
  const { people, from, to, cc, date, start, end, updated } = exported;
  const of = (side: string): readonly ExportedPerson[] => people.filter((one) => one.side === side);
  const [external, internal] = [of('external'), of('internal')];
  const others = people.filter((one) => one.side !== 'external' && one.side !== 'internal');
  return {
    row: 'interaction',
    type: exported.type,
    id: exported.id,
    date: date.local,
    date_utc: date.utc,
    title: exported.title,
    external: names(external),
    internal: names(internal),
    text: exported.text,
    direction: exported.direction,
    from: from && addressed(from),
    to: to.map(addressed).join('; '),
    cc: cc.map(addressed).join('; '),
    other_people: others.map(addressed).join('; '),
    attendees: exported.attendees.join('; '),
    ...idsAndEmails(external, internal),
    start_utc: start?.utc ?? null,
    end_utc: end?.utc ?? null,
    updated_utc: updated?.utc ?? null,
    manual: exported.manual,
    creator_id: exported.creator_id,
    note_ids: exported.note_ids.join(' '),
    ...recordCells(exported.record),
    link: exported.link,
  };
}

function coverageCells(exported: ExportedCoverage): Cells {
  return {
    row: 'coverage',
    type: exported.type,
    date: exported.read_at?.local ?? null,
    date_utc: exported.read_at?.utc ?? null,
    ...recordCells(exported.record),
    ended: exported.ended,
    covers_from_utc: exported.from?.utc ?? null,
    covers_to_utc: exported.to?.utc ?? null,
    unreadable: exported.unreadable,
    without_text: exported.without_text,
  };
}

function recordCells({ kind, id, name, page }: ExportedRecord): Cells {
  return { record_kind: kind, record_id: id, record_name: name, record_page: page };
}

function idsAndEmails(external: readonly ExportedPerson[], internal: readonly ExportedPerson[]): Cells {
  return {
    external_ids: external.map(({ id }) => id).join(' '),
    internal_ids: internal.map(({ id }) => id).join(' '),
    external_emails: emails(external),
    internal_emails: emails(internal),
  };
}

function names(people: readonly ExportedPerson[]): string {
  return people.map(({ id, name }) => name || String(id)).join('; ');
}

function emails(people: readonly ExportedPerson[]): string {
  return people.flatMap((one) => one.emails).join('; ');
}

/** `Ann Lee <ann@firm.example>`. */
function addressed({ id, name, email }: ExportedPerson): string {
  if (email === null) return name || String(id);
  return name === email ? email : `${name} <${email}>`;
}
