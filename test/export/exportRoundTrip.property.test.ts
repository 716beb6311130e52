import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvColumns, csvExport } from '../../src/export/csvExport.ts';
import { originalCell } from '../../src/export/csvLine.ts';
import { exportedCoverage } from '../../src/export/exportedCoverage.ts';
import { exportedInteraction } from '../../src/export/exportedInteraction.ts';
import type { ExportPart } from '../../src/export/exportSource.ts';
import { EXPORT_SCHEMA, jsonLinesExport } from '../../src/export/jsonLinesExport.ts';
import { directions, interactionTypes } from '../../src/model/interactionTypes.ts';
import { participants } from '../../src/model/participants.ts';
import { interaction } from '../history/interaction.ts';
import { runCount } from '../support/runCount.ts';
import { MANUAL_TITLE, context, randomParts, sourceOf, textOf } from './randomExport.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const FORMULA_AT_START = /^[=+\-@\t\r\n＝＋－＠]/u;

/** Each run has a seed of its own, which is told when it fails: FUZZ_SEED=… repeats it. */
async function always(check: (parts: readonly ExportPart[]) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(randomParts, check), { numRuns: runCount(25), seed });
}

describe(`an export, read by an independent parser (seed ${seed})`, () => {
  it('is the same as its source in JSON Lines', async () => {
    await always(async (parts) => {
      const text = await textOf(jsonLinesExport(sourceOf(parts), context));
      const lines = text.split('\n');
      expect(lines.pop()).toBe('');
      const [head, ...rest] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(head).toMatchObject({ schema: EXPORT_SCHEMA, kind: 'export', firm: context.firm });
      const items = parts.flatMap((part) => [...part.items]);
      const coverage = parts.flatMap((part) => part.coverage);
      const schema = EXPORT_SCHEMA;
      expect(rest).toEqual([
        ...items.map((item) => ({ schema, kind: 'interaction', ...exportedInteraction(item, context) })),
        ...coverage.map((one) => ({ schema, kind: 'coverage', ...exportedCoverage(one, context) })),
      ]);
    });
  });

  it.each([false, true])(
    'is the same as its source in CSV, with a byte order mark: %s',
    async (byteOrderMark) => {
      await always(async (parts) => {
        const text = await textOf(csvExport(sourceOf(parts), context, { byteOrderMark }));
        expect(text.startsWith('\uFEFF')).toBe(byteOrderMark);
        const rows = parse(text, { bom: true, columns: true, record_delimiter: '\r\n' }) as Record<
          string,
          string
        >[];
        const items = parts.flatMap((part) => [...part.items]);
        const written = rows.filter(({ row }) => row === 'interaction');
        expect(rows).toHaveLength(items.length + parts.flatMap((part) => part.coverage).length);
        expect(written).toHaveLength(items.length);
        for (const [index, { interaction, record, text: note }] of items.entries()) {
          const cells = written[index] ?? {};
          const cell = (name: (typeof csvColumns)[number]): string => originalCell(cells[name] ?? '?');
          expect(cell('text')).toBe(note ?? '');
          const title = interaction.title === MANUAL_TITLE ? undefined : interaction.title;
          expect(cell('title')).toBe(title ?? interaction.subject ?? '');
          expect(cell('record_name')).toBe(record.name);
          expect(cell('attendees')).toBe(interaction.attendees.join('; '));
          expect(cell('id')).toBe(String(interaction.id));
          expect(new Date(cell('date'))).toEqual(interaction.date);
          expect(cell('date_utc')).toBe(interaction.date.toISOString());
          expect(cell('note_ids')).toBe(interaction.noteIds.join(' '));
          const known = participants(interaction).filter(({ type }) => type === 0);
          expect(cell('external_ids')).toBe(known.map(({ id }) => id).join(' '));
        }
      });
    },
  );

  it('has no cell in CSV that a spreadsheet would run', async () => {
    await always(async (parts) => {
      const text = await textOf(csvExport(sourceOf(parts), context, { byteOrderMark: false }));
      const rows = parse(text, { record_delimiter: '\r\n' });
      for (const cells of rows) {
        expect(cells).toHaveLength(csvColumns.length);
        expect(cells.filter((one) => FORMULA_AT_START.test(one))).toEqual([]);
      }
    });
  });
});

describe('an exported interaction', () => {
  it('tells type, direction and times in words and with offset', () => {
    const date = new Date('2025-11-18T13:00:00Z');
    const record = { kind: 'company', id: 7, name: 'Acme' } as const;
    const of = (fields: object) =>
      exportedInteraction(
        {
          record,
          text: 'Hi',
          interaction: interaction({ type: interactionTypes.chatMessage.id, date, ...fields }),
        },
        context,
      );
    expect(of({ direction: directions.received })).toMatchObject({
      type: 'chat-message',
      direction: 'received',
      text: 'Hi',
      record: { ...record, page: 'https://acme.affinity.co/companies/7' },
    });
    const { local, utc } = of({}).date;
    expect(utc).toBe('2025-11-18T13:00:00.000Z');
    expect(local).toMatch(/[+-]\d\d:\d\d$/);
    expect(new Date(local)).toEqual(date);
    expect(of({ type: 9 }).type).toBe('type-9');
    expect(of({ title: MANUAL_TITLE, manualCreatorId: 1 })).toMatchObject({ title: null, manual: true });
    expect(of({ title: ' Two  blanks' }).title).toBe(' Two  blanks');
    expect(of({ type: interactionTypes.email.id, direction: directions.sent }).direction).toBe('sent');
  });
});
