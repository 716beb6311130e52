import { l10n } from 'vscode';
import type { ExportFormat } from '../../export/exportFormats.ts';
import type { ExportCoverage } from '../../export/exportSource.ts';
import { oneLine } from '../../model/cleanText.ts';
import { typeName } from '../../model/interactionTypes.ts';
import type { TypeId, TypeName } from '../../model/interactionTypes.ts';
import { nameInFile } from '../../model/nameInFile.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { joinSentences } from './explain.ts';
import { formatDay, formatZoned } from './formatMoment.ts';
import { formatNumber } from './formatNumber.ts';
import { fileNameOfType, typeWords } from './typeWords.ts';

const formatWords: Readonly<Record<ExportFormat, FormatWords>> = {
  markdown: {
    label: () => l10n.t('Markdown'),
    description: () => l10n.t('a document to read'),
    filter: () => l10n.t('Markdown'),
  },
  csv: {
    label: () => l10n.t('CSV'),
    description: () => l10n.t('a table for programs'),
    filter: () => l10n.t('CSV'),
  },
  csvForExcel: {
    label: () => l10n.t('CSV for Excel'),
    description: () => l10n.t('with a byte order mark, so that Excel shows accents'),
    filter: () => l10n.t('CSV'),
  },
  jsonLines: {
    label: () => l10n.t('JSON Lines'),
    description: () => l10n.t('all details, one JSON object per line'),
    filter: () => l10n.t('JSON Lines'),
  },
};

/** The reasons why a file can't be written, in whole sentences. */
const problemWords: Readonly<Record<ProblemOfFile, () => string>> = {
  full: () => l10n.t('Nothing was exported, because the disk is full.'),
  denied: () => l10n.t('Nothing was exported, because you don’t have permission to write to this folder.'),
  'read-only': () => l10n.t('Nothing was exported, because the file or its disk is read-only.'),
  'in-use': () => l10n.t('Nothing was exported, because the file is open in another program.'),
  gone: () => l10n.t('Nothing was exported, because the folder no longer exists.'),
  other: () => l10n.t('Nothing was exported, because the file can’t be written.'),
};

const fileNames: Readonly<
  Record<TypeName | ExportScope | 'relationship', (...parts: [string, string, string]) => string>
> = {
  ...fileNameOfType,
  all: (...parts) => l10n.t('{0} – interactions {1}.{2}', ...parts),
  selected: (...parts) => l10n.t('{0} – selected interactions {1}.{2}', ...parts),
  filtered: (...parts) => l10n.t('{0} – filtered interactions {1}.{2}', ...parts),
  relationship: (...parts) => l10n.t('{0} – relationship {1}.{2}', ...parts),
};

/** Everything, the rows or results that were chosen, or the rows that a filter shows. */
export type ExportScope = 'all' | 'selected' | 'filtered';

interface FormatWords {
  label(): string;
  description(): string;
  /** In the save dialog. */
  filter(): string;
}

type ProblemOfFile = 'full' | 'denied' | 'read-only' | 'in-use' | 'gone' | 'other';

export const exportWords = {
  format: (format: ExportFormat): FormatWords => formatWords[format],
  problem: (problem: ProblemOfFile): string => problemWords[problem](),
  record: ({ name, kind }: RecordRef): string =>
    l10n.t('{0} ({1})', oneLine(name), typeWords.recordKind(kind)),
  coverage,
  introduction,
  fileName: suggestedFileName,
};

/** "Acme Robotics – calls 2026-11-30.csv". A part has a name of its own, so that it doesn't replace the whole. */
function suggestedFileName(
  of: TypeId | ExportScope | 'relationship',
  record: string,
  now: Date,
  extension: string,
): string {
  const name = typeof of === 'string' ? of : typeName(of);
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  // A dot in front would hide the file.
  const subject = nameInFile(oneLine(record)).replace(/^[\s.]+/u, '') || l10n.t('Affinity');
  return fileNames[name ?? 'all'](subject, day, extension);
}

function introduction(exportedAt: Date, firm: string, filter: string | undefined): string {
  const made = l10n.t('Exported on {0} from the Affinity account of {1}.', formatZoned(exportedAt), firm);
  return joinSentences(made, filter === undefined ? undefined : l10n.t('Filtered: {0}.', filter));
}

/** "Calls with Acme Robotics: all since 3 Feb 2019." */
function coverage(of: ExportCoverage): string {
  const { record, type, readAt, end } = of;
  const name = oneLine(record.name);
  const subject = type === undefined ? name : l10n.t('{0} with {1}', typeWords.plural(type), name);
  return joinSentences(
    extent(subject, of),
    readAt === undefined || end === 'chosen' ? undefined : l10n.t('As of {0}.', formatZoned(readAt)),
    unreadable(of.unreadable),
    withoutText(of.withoutText),
  );
}

function extent(subject: string, { span, end }: ExportCoverage): string {
  if (end === 'chosen') return l10n.t('{0}: the selected interactions only.', subject);
  const day = span && formatDay(span.from);
  if (end === 'complete')
    return day === undefined ? l10n.t('{0}: all.', subject) : l10n.t('{0}: all since {1}.', subject, day);
  const read =
    day === undefined ? l10n.t('{0}: not read.', subject) : l10n.t('{0}: only back to {1}.', subject, day);
  return joinSentences(read, reasonOf(end));
}

function reasonOf(end: Exclude<ExportCoverage['end'], 'chosen' | 'complete'>): string | undefined {
  switch (end) {
    case 'stopped':
      return l10n.t('Reading was stopped.');
    case 'declined':
      return l10n.t('The requests for the rest were declined.');
    case 'below-floor':
      return l10n.t('Reading stopped to leave your firm’s remaining requests to others.');
    case 'failed':
      return l10n.t('The rest couldn’t be read.');
    case 'unread':
      return undefined;
  }
}

function unreadable(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? l10n.t('1 interaction couldn’t be read.')
    : l10n.t('{0} interactions couldn’t be read.', formatNumber(count));
}

function withoutText(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? l10n.t('The text of 1 interaction wasn’t read.')
    : l10n.t('The texts of {0} interactions weren’t read.', formatNumber(count));
}
