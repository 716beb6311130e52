import { allTypes, personTypes, typeFacts } from './sampleData.ts';
import type { Workspace } from './workspace.ts';

const HALF_LIFE_MS = 180 * 86_400_000;
/** The score at which a strength is about 0.63. */
const SCALE = 8;

export interface Relationship {
  readonly internalId: number;
  readonly externalId: number;
  /** From 0 to 1, with three decimals. */
  readonly strength: number;
}

/**
 * Each pair of a colleague and one of these outside persons with any past contact, strongest first. The formula
 * is made up: recent contact counts more, and meetings count more than emails.
 */
export function relationships(
  workspace: Workspace,
  externalIds: readonly number[],
  now: number,
): readonly Relationship[] {
  const scores = new Map<string, { internalId: number; externalId: number; score: number }>();
  const isInternal = (id: number): boolean => workspace.persons.get(id)?.type === personTypes.internal;
  const past = allTypes
    .flatMap((type) => [...workspace.interactionsOf(type, externalIds)])
    .filter(({ date }) => date <= now);
  for (const { type, date, personIds } of past) {
    const score = typeFacts[type].weight * 0.5 ** ((now - date) / HALF_LIFE_MS);
    for (const externalId of personIds.filter((id) => externalIds.includes(id))) {
      for (const internalId of personIds.filter(isInternal)) {
        const key = `${internalId}:${externalId}`;
        const pair = scores.get(key) ?? { internalId, externalId, score: 0 };
        pair.score += score;
        scores.set(key, pair);
      }
    }
  }
  return [...scores.values()]
    .map(({ score, ...pair }) => ({ ...pair, strength: strengthOf(score) }))
    .toSorted(
      (a, b) => b.strength - a.strength || a.internalId - b.internalId || a.externalId - b.externalId,
    );
}

function strengthOf(score: number): number {
  return Math.round(1000 * (1 - Math.exp(-score / SCALE))) / 1000;
}
