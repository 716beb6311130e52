import { AffinityError } from '../../affinity/index.ts';
import type { Interaction } from '../../affinity/index.ts';
import type { FormPlace } from '../../protocol/formValues.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';

/** The service names some fields, and describes others in prose. The first pattern that matches wins. */
const places: readonly (readonly [FormPlace, RegExp])[] = [
  ['alsoOn', /\b(?:organization|organizations|company|companies|opportunity|opportunities)(?:_?ids?)?\b/iu],
  ['people', /person_?ids?|\b(?:internal|external|colleague|merged into|person|persons|people)\b/iu],
  ['direction', /\bdirection\b/iu],
  ['text', /\b(?:content|note|mention|mentions|mentioned)\b/iu],
  ['date', /\b(?:date|time|timestamp)\b/iu],
  ['type', /\btype\b/iu],
];

/** `refused`: nothing was changed, also when nothing was sent. `unknown`: the write may have taken effect, so it is not repeated. */
export type SaveOutcome<Saved = Interaction> =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'refused' | 'unknown'; readonly problem: SaveProblem };

/** Runs a write. An error that does not say whether it took effect counts as `unknown`. */
export async function saveOutcome<Saved>(write: () => Promise<Saved>): Promise<SaveOutcome<Saved>> {
  try {
    return { kind: 'saved', saved: await write() };
  } catch (error) {
    const isUnknown = !(error instanceof AffinityError) || error.outcome === 'unknown';
    return { kind: isUnknown ? 'unknown' : 'refused', problem: saveProblem(error) };
  }
}

/** The parts of an error that are stored with a draft: no key, no stack, no cause. */
export function saveProblem(error: unknown, now = Date.now()): SaveProblem {
  if (!(error instanceof AffinityError)) return { kind: 'unexpected', said: [] };
  const { kind, details, status, code, retryAfterMs } = error;
  const at = kind === 'invalid-request' || kind === 'conflict' ? placeOf(details) : undefined;
  return {
    kind,
    said: [...details],
    ...(at === undefined ? {} : { at }),
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(retryAfterMs === undefined ? {} : { retryAt: new Date(now + retryAfterMs).toISOString() }),
  };
}

export function isNotFound(error: unknown): boolean {
  return error instanceof AffinityError && error.kind === 'not-found';
}

export function isForbidden(error: unknown): boolean {
  return error instanceof AffinityError && error.kind === 'forbidden';
}

function placeOf(details: readonly string[]): FormPlace | undefined {
  const words = details.join('\n');
  return places.find(([, pattern]) => pattern.test(words))?.[0];
}
