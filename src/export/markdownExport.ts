import type { RootContent } from 'mdast';
import type { RecordRef } from '../model/recordRef.ts';
import { recordKey } from '../model/recordRef.ts';
import { markdownNodes } from '../notes/markdownNodes.ts';
import type { HeadingDepth } from '../notes/markdownNodes.ts';
import type { ExportContext, ExportCoverage, ExportItem, ExportPart, ExportSource } from './exportSource.ts';

const { heading, list, paragraph, text } = markdownNodes;

const afterOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The words of an export in the reader's language. */
export interface MarkdownExportWords {
  readonly title: string;
  /** When and for whom it was made. */
  readonly introduction: string;
  readonly coverageHeading: string;
  record(record: RecordRef): string;
  coverage(coverage: ExportCoverage): string;
}

export interface MarkdownExportDeps {
  readonly words: MarkdownExportWords;
  /** There is a heading for each record. */
  readonly hasSeveralRecords: boolean;
  readonly section: (item: ExportItem, options: { depth: HeadingDepth; link: string | undefined }) => string;
  readonly write: (nodes: readonly RootContent[]) => string;
}

/**
 * A document with a section for each interaction, and at the end what it covers. Other work gets its turn between the
 * sections, since a long note takes tens of milliseconds.
 */
export async function* markdownExport(
  source: ExportSource,
  context: ExportContext,
  deps: MarkdownExportDeps,
): AsyncGenerator<string, void> {
  const { words, write } = deps;
  yield write([heading(1, words.title), paragraph(text(words.introduction))]);
  const coverage: string[] = [];
  let last: string | undefined;
  for await (const part of source) {
    last = yield* sections(part, context, deps, last);
    coverage.push(...part.coverage.map((one) => words.coverage(one)));
  }
  const rows = coverage.map((one) => paragraph(text(one)));
  yield `\n${write([heading(2, words.coverageHeading), ...(rows.length === 0 ? [] : [list(rows)])])}`;
}

async function* sections(
  { items }: ExportPart,
  { linkOf }: ExportContext,
  { words, section, write, hasSeveralRecords }: MarkdownExportDeps,
  last: string | undefined,
): AsyncGenerator<string, string | undefined> {
  let record = last;
  for (const item of items) {
    if (hasSeveralRecords && recordKey(item.record) !== record) {
      record = recordKey(item.record);
      yield `\n${write([heading(2, words.record(item.record))])}`;
    }
    const depth = hasSeveralRecords ? 3 : 2;
    yield `\n${section(item, { depth, link: linkOf(item.interaction) })}`;
    await afterOthers();
  }
  return record;
}
