import { expect, it } from 'vitest';
import type { ExportItem } from '../../src/export/exportSource.ts';
import { markdownExport } from '../../src/export/markdownExport.ts';
import type { MarkdownExportDeps } from '../../src/export/markdownExport.ts';
import { writeMarkdown } from '../../src/notes/writeMarkdown.ts';
import { interaction } from '../history/interaction.ts';
import { context, sourceOf, textOf } from './randomExport.ts';

const acme = { kind: 'company', id: 7, name: 'Acme' } as const;
const globex = { kind: 'company', id: 8, name: 'Globex # 1' } as const;

const deps = (hasSeveralRecords: boolean): MarkdownExportDeps => ({
  words: {
    title: 'Interactions',
    introduction: 'Exported today.',
    coverageHeading: 'Coverage',
    record: ({ name }) => name,
    coverage: ({ record, end }) => `${record.name}: ${end}`,
  },
  hasSeveralRecords,
  section: (item, { depth }) => `${'#'.repeat(depth)} ${String(item.interaction.title)}\n`,
  write: writeMarkdown,
});

const item = (title: string, record: ExportItem['record']): ExportItem => ({
  record,
  interaction: interaction({ title }),
});
const coverage = { end: 'stopped', unreadable: 0, withoutText: 0 } as const;

it('has a section for each interaction, and says at the end what it covers', async () => {
  const part = { items: [item('One', acme), item('Two', acme)], coverage: [{ record: acme, ...coverage }] };
  expect(await textOf(markdownExport(sourceOf([part]), context, deps(false)))).toBe(
    '# Interactions\n\nExported today.\n\n## One\n\n## Two\n\n## Coverage\n\n- Acme: stopped\n',
  );
});

it('has a heading for each of several records, whatever they are called', async () => {
  const parts = [
    { items: [item('One', acme), item('Two', acme)], coverage: [{ record: acme, ...coverage }] },
    { items: [item('Three', globex)], coverage: [] },
  ];
  const text = await textOf(markdownExport(sourceOf(parts), context, deps(true)));
  expect(text.split('\n').filter((line) => line.startsWith('#'))).toEqual([
    '# Interactions',
    '## Acme',
    '### One',
    '### Two',
    '## Globex # 1',
    '### Three',
    '## Coverage',
  ]);
});
