import { leadingWhen } from '../../dates/leadingWhen.ts';
import type { LeadingDate, LeadingProblem } from '../../dates/leadingWhen.ts';
import { hostZone } from '../../dates/wallTime.ts';
import { remarksOn } from '../../dates/whenReading.ts';
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
  return { sentence, severity: isDoubtful(reading) ? 'warning' : 'info' };
}

/** Why a line is not sent. A doubtful date needs a second Enter, because the first may come before it was seen. */
function refusal(line: string, reading: LineReading, hasSeenDate: boolean): LineRemark | undefined {
  if (isImpossible(reading)) return remark(reading);
  const text = reading?.kind === 'date' ? reading.rest : line;
  if (text.trim() === '')
    return { sentence: quickLogWords.problem({ at: 'text', code: 'text-missing' }), severity: 'error' };
  if (!isDoubtful(reading) || hasSeenDate) return undefined;
  const { sentence, severity } = remark(reading);
  return { sentence: quickLogWords.enterAgain(sentence), severity };
}

/** A month before a colon is more likely a word of the text than a date without a day. */
function isImpossible(reading: LineReading): boolean {
  return reading?.kind === 'problem' && reading.problem.code !== 'date-without-day';
}

function isDoubtful(reading: LineReading): boolean {
  if (reading?.kind !== 'date') return false;
  return remarksOn(reading.reading).some(({ code }) => code === 'future' || code === 'long-ago');
}
