import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { ExportCoverage, ExportEnd, ExportItem, ExportPart } from '../../export/exportSource.ts';
import { passesFilter } from '../../history/interactionFilter.ts';
import type { InteractionFilter } from '../../history/interactionFilter.ts';
import type { ConfirmRequests } from '../../history/requestPermission.ts';
import { SharedQuestion } from '../../history/sharedQuestion.ts';
import type { HistoryEnd, HistoryResult, WholeHistories } from '../../history/wholeHistories.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { ChosenInteractions, ExportedHistory, ExportPlan } from './exportPlan.ts';

export interface ReadExportOptions {
  readonly signal: AbortSignal;
  readonly confirm: ConfirmRequests;
  /** Called after each response with the number of interactions of the record that are read. */
  readonly onProgress: (record: RecordRef, count: number) => void;
  /** Called when a record is read, or as much of it as could be. */
  readonly onEnd: (end: HistoryEnd) => void;
}

/**
 * Reads what a plan asks for, one record after the other. When the user stops or declines, what was read is passed on, and
 * the coverage of the rest says that it wasn't. A failure of one record doesn't keep the others from being read.
 */
export async function* readExport(
  histories: Pick<WholeHistories, 'read' | 'readTexts'>,
  plan: ExportPlan,
  options: ReadExportOptions,
): AsyncGenerator<ExportPart, void> {
  const question = new SharedQuestion(options.confirm);
  let isOver = false;
  for (const [index, history] of plan.histories.entries()) {
    // Each type takes a request at least.
    const rest = plan.histories.slice(index + 1).reduce((sum, { types }) => sum + types.length, 0);
    if (isOver) {
      yield { items: [], coverage: [unread(history.record)] };
      continue;
    }
    const confirm = (needed: number): Promise<boolean> => question.mayMake(needed + rest);
    const result = await readHistory(histories, history, { ...options, confirm });
    question.made(result.requests);
    isOver = result.end.kind !== 'complete' && result.end.kind !== 'failed';
    options.onEnd(result.end);
    yield historyPart(result, history.types, plan.filter);
  }
  for (const chosen of plan.chosen) yield await chosenPart(histories, chosen, options);
}

async function readHistory(
  histories: Pick<WholeHistories, 'read'>,
  { record, types }: ExportedHistory,
  { signal, confirm, onProgress }: ReadExportOptions,
): Promise<HistoryResult> {
  return await histories.read(record, {
    types,
    withTexts: true,
    signal,
    confirm,
    onProgress: ({ interactions }) => onProgress(record, interactions),
  });
}

function historyPart(
  result: HistoryResult,
  types: readonly InteractionType[],
  filter: InteractionFilter,
): ExportPart {
  const { record } = result;
  const asked = new Set<number>(types);
  const items = result.interactions
    .filter((one) => asked.has(one.type) && passesFilter(one, filter))
    .map((one): ExportItem => ({ interaction: one, record, text: one.text, isPartial: one.isPartial }));
  return { items, coverage: types.map((type) => coverageOf(result, type, items)) };
}

function coverageOf(
  { record, coverage, end }: HistoryResult,
  type: InteractionType,
  items: readonly ExportItem[],
): ExportCoverage {
  const { span, isComplete = false, unreadable = 0, readAt } = coverage.get(type) ?? {};
  const withoutText = items.filter((one) => one.interaction.type === type && lacksText(one));
  return {
    record,
    type,
    span,
    // Types that are there as a whole stay so, even when others could not be read.
    end: isComplete ? 'complete' : incompleteEnd(end),
    unreadable,
    withoutText: withoutText.length,
    readAt,
  };
}

function incompleteEnd({ kind }: HistoryEnd): ExportEnd {
  return kind === 'complete' ? 'unread' : kind;
}

async function chosenPart(
  histories: Pick<WholeHistories, 'readTexts'>,
  { record, items }: ChosenInteractions,
  { signal, confirm, onEnd }: ReadExportOptions,
): Promise<ExportPart> {
  const missing = items.filter(({ text }) => text === undefined).map(({ interaction }) => interaction);
  const { textOf, isPartial, end } = await histories.readTexts(record, missing, { signal, confirm });
  onEnd(end);
  const whole = items
    .toSorted((one, other) => newestFirst(one.interaction, other.interaction))
    .map(({ interaction, text, isPartial: wasPartial }): ExportItem => ({
      interaction,
      record,
      text: text ?? textOf(interaction),
      isPartial: text === undefined ? isPartial(interaction) : wasPartial,
    }));
  const withoutText = whole.filter(lacksText).length;
  return { items: whole, coverage: [{ record, end: 'chosen', unreadable: 0, withoutText }] };
}

function lacksText({ text, isPartial }: ExportItem): boolean {
  return text === undefined || isPartial === true;
}

function newestFirst(one: Interaction, other: Interaction): number {
  return other.date.getTime() - one.date.getTime() || one.type - other.type || other.id - one.id;
}

function unread(record: RecordRef): ExportCoverage {
  return { record, end: 'unread', unreadable: 0, withoutText: 0 };
}
