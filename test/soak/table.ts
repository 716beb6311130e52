import { median } from '../bench/statistics.ts';
import type { Kept } from './keptOfRow.ts';
import { growth, span } from './verdict.ts';
import type { Round } from './verdict.ts';

const columns: Readonly<Record<string, (round: Round) => string>> = {
  round: ({ round }) => String(round),
  acts: ({ acts }) => String(acts),
  'heap MB': ({ heap }) => megabytes(heap),
  'external MB': ({ external }) => megabytes(external),
  emitters: ({ emitters }) => String(emitters),
  listeners: ({ listeners }) => String(listeners),
  disposables: ({ disposables }) => String(disposables),
  signals: ({ signals }) => String(signals),
  timers: ({ timers }) => String(timers),
  handles: ({ handles }) => String(handles),
  documents: ({ documents }) => String(documents),
  tabs: ({ tabs }) => String(tabs),
  webviews: ({ webviews }) => String(webviews),
  sets: ({ sets }) => String(sets),
};

/** The rounds as a Markdown table. */
export function roundTable(rounds: readonly Round[]): string {
  const line = (cells: readonly string[]): string => {
    const padded = Object.keys(columns).map((title, column) => (cells[column] ?? '').padStart(title.length));
    return `| ${padded.join(' | ')} |`;
  };
  const head = Object.keys(columns);
  const rows = rounds.map((round) => line(Object.values(columns).map((cell) => cell(round))));
  return [line(head), line(head.map((title) => `${'-'.repeat(title.length - 1)}:`)), ...rows].join('\n');
}

/** The growth of the memory, and the part of it that the editor keeps by itself. */
export function memoryWords(rounds: readonly Round[], kept: Kept): string {
  const both = span(rounds);
  const more = (what: 'heap' | 'sets'): number =>
    median(both.last.map((one) => one[what])) - median(both.first.map((one) => one[what]));
  const own = (kept.bytes * more('sets')) / kept.sets;
  return [
    `Heap at the end: ${(100 * growth(both, 'heap')).toFixed(1)} % of that after the first fifth;`,
    `${megabytes(more('heap'))} MB more, of which the editor itself keeps ${megabytes(own)} MB:`,
    `${kept.bytes.toFixed(0)} bytes of each row of a tree that it has ever drawn, ours or a bare view's.`,
  ].join(' ');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}
