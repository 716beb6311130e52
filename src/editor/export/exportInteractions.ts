import { homedir } from 'node:os';
import { commands, env, l10n, UIKind, Uri, window, workspace } from 'vscode';
import { csvExport } from '../../export/csvExport.ts';
import { exportFormatNames, exportFormats } from '../../export/exportFormats.ts';
import type { ExportFormat } from '../../export/exportFormats.ts';
import type { ExportContext, ExportPart, ExportSource } from '../../export/exportSource.ts';
import { jsonLinesExport } from '../../export/jsonLinesExport.ts';
import { markdownExport } from '../../export/markdownExport.ts';
import { isEmptyFilter } from '../../history/interactionFilter.ts';
import type { HistoryEnd } from '../../history/wholeHistories.ts';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import { tenantName } from '../account/account.ts';
import { sourceLinks } from '../links/sourceLinks.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { messages } from '../ui/messages.ts';
import { stoppableProgress } from '../ui/stoppableProgress.ts';
import { explain, joinSentences } from '../words/explain.ts';
import { exportWords } from '../words/exportWords.ts';
import type { ExportScope } from '../words/exportWords.ts';
import { formatNumber } from '../words/formatNumber.ts';
import { filterWords } from '../words/typeDescription.ts';
import { typeWords } from '../words/typeWords.ts';
import type { ExportPlan } from './exportPlan.ts';
import { readExport } from './readExport.ts';
import { ExportFileError, writeExportFile } from './writeExportFile.ts';

/** Asks for format and place, reads what is missing, and writes the file. */
export async function exportInteractions(session: AccountSession, plan: ExportPlan): Promise<void> {
  const format = await askForFormat(plan);
  if (format !== undefined) await exportTo(session, plan, format);
}

async function exportTo(session: AccountSession, plan: ExportPlan, format: ExportFormat): Promise<void> {
  const target = await askForPlace(plan, format);
  if (target === undefined) return;
  const run = new Export(session, plan, format);
  try {
    const title = l10n.t('Exporting interactions');
    await stoppableProgress({ title, work: (signal, report) => run.write(target, signal, report) });
  } catch (error) {
    if (!(error instanceof ExportFileError)) throw error;
    session.folder.log.error(`The export could not be written: ${error.message}`);
    const again = l10n.t('Export Elsewhere…');
    // Readings are kept, so another try takes few requests.
    if ((await messages.showError(exportWords.problem(error.problem), again)) === again)
      await exportTo(session, plan, format);
    return;
  }
  await offerToOpen(target, run);
}

/** One export: it counts what is written, and knows how the readings ended. */
class Export {
  readonly #session: AccountSession;
  readonly #plan: ExportPlan;
  readonly #format: ExportFormat;
  readonly ends: HistoryEnd[] = [];
  count = 0;

  constructor(session: AccountSession, plan: ExportPlan, format: ExportFormat) {
    this.#session = session;
    this.#plan = plan;
    this.#format = format;
  }

  async write(target: Uri, signal: AbortSignal, report: (message: string) => void): Promise<void> {
    const { connection, histories } = this.#session;
    const source = readExport(histories, this.#plan, {
      signal,
      confirm: (requests) =>
        confirmRequests(connection, requests, l10n.t('You can stop at any time and keep what was read.')),
      onProgress: ({ name }, count) =>
        report(l10n.t('{0}: {1} so far', isolated(oneLine(name)), formatNumber(count))),
      onEnd: (end) => this.ends.push(end),
    });
    await writeExportFile(target, await this.#chunks(this.#counted(source, report)));
  }

  async *#counted(source: ExportSource, report: (message: string) => void): AsyncGenerator<ExportPart, void> {
    for await (const part of source) {
      report(l10n.t('Writing…'));
      const items = [...part.items];
      this.count += items.length;
      yield { ...part, items };
    }
  }

  async #chunks(source: ExportSource): Promise<AsyncIterable<string>> {
    const context = contextOf(this.#session, this.#plan);
    switch (this.#format) {
      case 'markdown':
        return await this.#markdown(source, context);
      case 'csv':
        return csvExport(source, context, { byteOrderMark: false });
      case 'csvForExcel':
        return csvExport(source, context, { byteOrderMark: true });
      case 'jsonLines':
        return jsonLinesExport(source, context);
    }
  }

  /** The parser of notes is loaded for this format only. */
  async #markdown(source: ExportSource, context: ExportContext): Promise<AsyncIterable<string>> {
    const { textSectionMarkdown, writeMarkdown } = await import('../reader/interactionMarkdown.ts');
    const { exportedAt, firm, filter } = context;
    const { histories, chosen } = this.#plan;
    return markdownExport(source, context, {
      words: {
        title: titleOf(this.#plan),
        introduction: exportWords.introduction(exportedAt, firm, filter),
        coverageHeading: l10n.t('What this document covers'),
        record: exportWords.record,
        coverage: exportWords.coverage,
      },
      hasSeveralRecords: new Set([...histories, ...chosen].map(({ record }) => record.id)).size > 1,
      section: ({ interaction, text }, options) => textSectionMarkdown(interaction, text, options),
      write: writeMarkdown,
    });
  }
}

function contextOf({ account }: AccountSession, { filter }: ExportPlan): ExportContext {
  const { of, page } = sourceLinks(account);
  return {
    exportedAt: new Date(),
    firm: tenantName(account),
    filter: isEmptyFilter(filter) ? undefined : filterWords(filter),
    linkOf: of,
    pageOf: page,
  };
}

async function askForFormat(plan: ExportPlan): Promise<ExportFormat | undefined> {
  const items = exportFormatNames.map((format) => {
    const words = exportWords.format(format);
    return { label: words.label(), description: words.description(), format };
  });
  const chosen = await window.showQuickPick(items, {
    title: titleOf(plan),
    placeHolder: l10n.t('Select a format'),
  });
  return chosen?.format;
}

async function askForPlace(plan: ExportPlan, format: ExportFormat): Promise<Uri | undefined> {
  const { extension } = exportFormats[format];
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  return await window.showSaveDialog({
    title: l10n.t('Export Interactions'),
    saveLabel: l10n.t('Export'),
    defaultUri: Uri.joinPath(folder, suggestedName(plan, format)),
    filters: { [exportWords.format(format).filter()]: [extension] },
  });
}

/** "Calls with Acme Robotics". */
function titleOf(plan: ExportPlan): string {
  const { name, type } = onlySubject(plan);
  if (name === undefined) return l10n.t('Interactions from Affinity');
  return type === undefined
    ? l10n.t('Interactions with {0}', name)
    : l10n.t('{0} with {1}', typeWords.plural(type), name);
}

export function suggestedName(plan: ExportPlan, format: ExportFormat, now = new Date()): string {
  const { name = '', type } = onlySubject(plan);
  return exportWords.fileName(scopeOf(plan) ?? type ?? 'all', name, now, exportFormats[format].extension);
}

function scopeOf({ histories, filter }: ExportPlan): ExportScope | undefined {
  if (histories.length === 0) return 'selected';
  return isEmptyFilter(filter) ? undefined : 'filtered';
}

function onlySubject({ histories, chosen }: ExportPlan) {
  const [history, ...others] = histories;
  const [first] = chosen;
  if (others.length > 0 || (history !== undefined && first !== undefined) || chosen.length > 1) return {};
  const record = history?.record ?? first?.record;
  const type = history?.types.length === 1 ? history.types[0] : undefined;
  return { name: record && oneLine(record.name), type };
}

async function offerToOpen(target: Uri, { count, ends }: Export): Promise<void> {
  const open = l10n.t('Open');
  const reveal = l10n.t('Reveal');
  const name = fileName(target);
  const said = joinSentences(
    count === 1
      ? l10n.t('Exported 1 interaction to {0}.', name)
      : l10n.t('Exported {0} interactions to {1}.', formatNumber(count), name),
    incomplete(ends),
  );
  const isWhole = ends.every(({ kind }) => kind === 'complete');
  const chosen = await (isWhole ? messages.showInformation : messages.showWarning)(said, open, reveal);
  if (chosen === open) await commands.executeCommand('vscode.open', target);
  if (chosen === reveal) await commands.executeCommand(revealCommand(target), target);
}

/** The system's file manager shows local files only, and a browser has none. */
function revealCommand({ scheme }: Uri): string {
  return scheme === 'file' && env.uiKind === UIKind.Desktop && env.remoteName === undefined
    ? 'revealFileInOS'
    : 'revealInExplorer';
}

function incomplete(ends: readonly HistoryEnd[]): string | undefined {
  const failure = ends.find((end) => end.kind === 'failed');
  if (failure !== undefined) return l10n.t('Some couldn’t be read: {0}', explain(failure.error).message);
  return ends.every(({ kind }) => kind === 'complete')
    ? undefined
    : l10n.t('Not everything was read; the file says what it covers.');
}

function fileName({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
