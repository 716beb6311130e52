import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Uri } from 'vscode';
import type { Interaction, Person } from '../../src/affinity/index.ts';
import type { writeExportFile as WriteExportFile } from '../../src/editor/export/writeExportFile.ts';
import { csvExport } from '../../src/export/csvExport.ts';
import type { ExportContext, ExportItem, ExportPart } from '../../src/export/exportSource.ts';
import { joinedChunks } from '../../src/export/joinedChunks.ts';
import { jsonLinesExport } from '../../src/export/jsonLinesExport.ts';
import { bundledWithStandIn } from './bundledWithStandIn.ts';
import type { Figure } from './figure.ts';
import type { Finding } from './finding.ts';
import { heapBytes } from './heapBytes.ts';

const rounds = 5;
const count = 100_000;
const figure = 'export';

const record = { kind: 'company', id: 7, name: 'Acme Robotics' } as const;

const context: ExportContext = {
  exportedAt: new Date('2026-11-30T12:00:00Z'),
  firm: 'Fieldstone Ventures',
  linkOf: ({ type, id }) =>
    `vscode://affinity-interactions.affinity-interactions/interaction/1/${type}-${id}`,
  pageOf: ({ id }) => `https://fieldstone.affinity.co/companies/${id}`,
};

/** 100,000 interactions of five people with their texts, from memory to a file, against a plain loop over the same data. */
export const exporting: Figure = async () => {
  const items = Array.from({ length: count }, (_, index) => item(index));
  const { writeExportFile } = await bundledWithStandIn<{ writeExportFile: typeof WriteExportFile }>(
    'src/editor/export/writeExportFile.ts',
  );
  const home = await mkdtemp(path.join(tmpdir(), 'affinity-export-'));
  const file = path.join(home, 'export');
  const write = async (chunks: AsyncIterable<string>): Promise<void> =>
    await writeExportFile({ scheme: 'file', fsPath: file } as Uri, chunks);
  const times = { plain: [] as number[], csv: [] as number[], jsonLines: [] as number[] };
  const grown: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      times.plain.push(await processorTime(() => write(plainLines(items))));
      times.csv.push(
        await processorTime(() => write(csvExport(source(items), context, { byteOrderMark: false }))),
      );
      times.jsonLines.push(await processorTime(() => write(jsonLinesExport(source(items), context))));
      if ((await stat(file)).size < count * 500) throw new Error('The export is too short.');
      grown.push(await growth((watched) => write(watched(jsonLinesExport(source(items), context)))));
    }
  } finally {
    await rm(home, { recursive: true });
  }
  return { findings: findingsOf(times, grown) };
};

function findingsOf(
  times: Readonly<Record<'plain' | 'csv' | 'jsonLines', readonly number[]>>,
  grown: readonly number[],
): readonly Finding[] {
  const baseline = { values: times.plain, unit: 'ms', what: 'a plain JSON.stringify loop' } as const;
  const of = (what: string, values: readonly number[]): readonly Finding[] => {
    const ours = { values, unit: 'ms' } as const;
    return [
      { figure, what, ours, baseline, comparison: 'ratio', goal: { atMost: 2 } },
      { figure, what: `${what}, processor time`, ours, comparison: 'value' },
    ];
  };
  return [
    ...of('100,000 with texts to CSV', times.csv),
    ...of('100,000 with texts to JSON Lines', times.jsonLines),
    {
      figure,
      what: 'memory that writing 100,000 holds',
      ours: { values: grown, unit: 'KB' },
      comparison: 'value',
      goal: { atMost: 50 * 1024 },
    },
  ];
}

/** In milliseconds: the time of other work on the machine is not in it. */
async function processorTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function* source(items: readonly ExportItem[]): AsyncGenerator<ExportPart, void> {
  yield { items, coverage: [{ record, end: 'complete', unreadable: 0, withoutText: 0 }] };
}

async function* plainLines(items: readonly ExportItem[]): AsyncGenerator<string, void> {
  yield* joinedChunks(linesOf(items));
}

function* linesOf(items: readonly ExportItem[]): Generator<string, void> {
  for (const one of items) yield `${JSON.stringify(one)}\n`;
}

type Watch = (chunks: AsyncIterable<string>) => AsyncIterable<string>;

/** By how many kilobytes the memory that is held grows at most, looked at a few times in the middle of the work. */
async function growth(work: (watch: Watch) => Promise<void>): Promise<number> {
  const before = await heapBytes();
  let most = before;
  let chunks = 0;
  await work(async function* (all) {
    for await (const chunk of all) {
      chunks += 1;
      if (chunks % 500 === 0) most = Math.max(most, await heapBytes());
      yield chunk;
    }
  });
  if (chunks < 1000) throw new Error(`The export has only ${String(chunks)} chunks.`);
  return (most - before) / 1024;
}

function item(index: number): ExportItem {
  const words = [
    'pilot',
    'board',
    'terms',
    'hiring, "next" steps',
    'Zoë',
    'roadmap',
    'due diligence',
    'follow-up',
  ];
  const word = (place: number): string => words[(index * 7 + place * 3) % words.length] ?? '';
  const text = Array.from({ length: 40 }, (_, place) => word(place)).join(place(index));
  const interaction: Interaction = {
    id: index,
    type: index % 4,
    date: new Date(Date.UTC(2011, 0, 1) + index * 4_700_000),
    title: `${word(1)} with ${word(2)}`,
    direction: index % 2,
    persons: people(index),
    attendees: [],
    to: [],
    cc: [],
    noteIds: [index + 1],
  };
  return { interaction, record, text };
}

/** Notes are in lines, so a cell of most of them is quoted. */
function place(index: number): string {
  return index % 3 === 0 ? ' ' : '\n';
}

/** Five of sixty. */
function people(index: number): readonly Person[] {
  return Array.from({ length: 5 }, (_, place) => {
    const id = ((index + place) % 60) + 1;
    const email = `first.last${id}@${id < 10 ? 'firm' : 'acme'}.example`;
    return {
      id,
      type: id < 10 ? 1 : 0,
      firstName: `First${id}`,
      lastName: `Last${id}`,
      primaryEmail: email,
      emails: [email],
    };
  });
}
