import { leadingWhen } from '../../dates/leadingWhen.ts';
import type { LeadingDate, LeadingProblem } from '../../dates/leadingWhen.ts';
import { hostZone } from '../../dates/wallTime.ts';
import { isDayFirst } from '../words/isDayFirst.ts';
import { quickLogWords } from '../words/quickLogWords.ts';
import type { LineRemark } from './quickLineInput.ts';

/** Undefined for a line without a date, which is logged as now. */
export type LineReading = LeadingDate | LeadingProblem | undefined;

export const lineReading = { read, remark, refusal };

function read(line: string): Promise<LineReading> {
  return leadingWhen(line, { now: new Date(), zone: hostZone(), dayFirst: isDayFirst() });
}

/** How the line is read, with both clocks. */
function remark(reading: LineReading): LineRemark {
  if (reading?.kind === 'problem') {
    const sentence = quickLogWords.dateProblem(reading);
    return { sentence, severity: isImpossible(reading) ? 'error' : 'warning' };
  }
  const sentence = quickLogWords.date(reading, new Date(), hostZone());
  return { sentence, severity: isFuture(reading) ? 'warning' : 'info' };
}

/** Why a line is not sent. A future date needs a second Enter, because the first may come before it was seen. */
function refusal(line: string, reading: LineReading, hasSeenFuture: boolean): LineRemark | undefined {
  if (isImpossible(reading)) return remark(reading);
  const text = reading?.kind === 'date' ? reading.rest : line;
  if (text.trim() === '')
    return { sentence: quickLogWords.problem({ at: 'text', code: 'text-missing' }), severity: 'error' };
  if (!isFuture(reading) || hasSeenFuture) return undefined;
  const { sentence, severity } = remark(reading);
  return { sentence: quickLogWords.future(sentence), severity };
}

/** A month before a colon is more likely a word of the text than a date without a day. */
function isImpossible(reading: LineReading): boolean {
  return reading?.kind === 'problem' && reading.problem.code !== 'date-without-day';
}

function isFuture(reading: LineReading): boolean {
  return reading?.kind === 'date' && reading.reading.notes.some(({ code }) => code === 'future');
}
