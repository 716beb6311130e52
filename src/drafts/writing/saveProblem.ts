import { AffinityError } from '../../affinity/index.ts';
import type { FieldPlace } from '../checks/fieldProblem.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';

const places: readonly (readonly [FieldPlace, RegExp])[] = [
  ['people', /person_?ids?|\b(?:internal|external|colleague|merged into|person|persons|people)\b/iu],
  ['direction', /\bdirection\b/iu],
  ['text', /\b(?:content|note|mention|mentions|mentioned)\b/iu],
  ['date', /\b(?:date|time|timestamp)\b/iu],
  ['type', /\btype\b/iu],
];

/** What is worth keeping of a failure. It can be written to a draft: no key, no stack, no cause. */
export function saveProblem(error: unknown, now = Date.now()): SaveProblem {
  if (!(error instanceof AffinityError)) return { kind: 'unexpected', said: [] };
  const { kind, details, status, retryAfterMs } = error;
  const at = kind === 'invalid-request' || kind === 'conflict' ? placeOf(details) : undefined;
  return {
    kind,
    said: details.length > 0 || kind !== 'invalid-argument' ? [...details] : [error.message],
    ...(at === undefined ? {} : { at }),
    ...(status === undefined ? {} : { status }),
    ...(retryAfterMs === undefined ? {} : { retryAt: new Date(now + retryAfterMs).toISOString() }),
  };
}

/** The field that the service's words are about: it names its own, and says some things about people in prose. */
function placeOf(details: readonly string[]): FieldPlace | undefined {
  const words = details.join('\n');
  return places.find(([, pattern]) => pattern.test(words))?.[0];
}
