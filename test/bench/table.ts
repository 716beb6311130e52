import { isReached, results } from './finding.ts';
import type { Finding, Goal, Sample } from './finding.ts';
import { median, quantile } from './statistics.ts';

const head = ['figure', 'what', 'ours', 'baseline', 'result', 'goal', ''] as const;

/** The findings as a Markdown table: medians, and in brackets the quarter and the three-quarter point. */
export function markdownTable(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => cells(finding));
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The sentences that `--check` ends with, one for each goal that is missed. */
export function missedGoals(findings: readonly Finding[]): readonly string[] {
  const missed = findings.filter((finding) => isReached(finding) === false);
  return missed.map((finding) => {
    const [figure, what, ours, , comparison, goal] = cells(finding);
    const result = comparison === '' ? ours : comparison;
    return `${figure}: ${what} is ${result}, and is to be ${goal}.`;
  });
}

function cells(finding: Finding): readonly string[] {
  const { figure, what, ours, baseline, comparison, goal } = finding;
  const isTimes = comparison === 'ratio' || comparison === 'speed-up';
  const unit = isTimes ? '×' : ` ${ours.unit}`;
  return [
    figure,
    what,
    spread(ours.values, ` ${ours.unit}`),
    baseline === undefined ? '' : `${sampleText(baseline)} ${baseline.what}`,
    comparison === 'value' ? '' : spread(results(finding), unit),
    goal === undefined ? '' : goalText(goal, unit),
    verdict(isReached(finding)),
  ];
}

function verdict(reached: boolean | undefined): string {
  if (reached === undefined) return '';
  return reached ? 'ok' : 'MISSED';
}

function sampleText({ values, unit }: Sample): string {
  return spread(values, ` ${unit}`);
}

function spread(values: readonly number[], unit: string): string {
  const middle = `${short(median(values))}${unit}`;
  if (values.length === 1) return middle;
  return `${middle} (${short(quantile(values, 0.25))}–${short(quantile(values, 0.75))})`;
}

function goalText(goal: Goal, unit: string): string {
  return 'atMost' in goal ? `≤ ${goal.atMost}${unit}` : `≥ ${goal.atLeast}${unit}`;
}

/** Three digits, and all of a whole number. */
function short(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
