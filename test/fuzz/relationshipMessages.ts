import { readRelationshipToHost } from '../../src/protocol/relationshipToHost.ts';
import type { RelationshipToHost } from '../../src/protocol/relationshipToHost.ts';
import type { Random } from '../faults/random.ts';
import { mutated } from './mutated.ts';
import { Shape } from './shape.ts';

/** Every message of the page, with the keys that it may have. Written down here anew, not taken from the schema. */
export const relationshipMessages: readonly RelationshipToHost[] = [
  { kind: 'ready', timeZone: 'Europe/Berlin' },
  { kind: 'chooseRange', range: 'year' },
  { kind: 'toggleType', type: 3, isShown: false },
  { kind: 'choosePerson', id: 11 },
  { kind: 'listCell', cell: { type: 0, year: 2025, month: 11 } },
  { kind: 'listMore' },
  { kind: 'read' },
  { kind: 'stop' },
  { kind: 'open', type: 0, id: 1001 },
  { kind: 'copyMarkdown' },
  { kind: 'saveImage' },
  { kind: 'unfinished' },
  { kind: 'dropped', problem: 'x' },
];

const words: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['range', ['year', 'threeYears', 'all']],
  ['type', [0, 1, 2, 3]],
  ['month', Array.from({ length: 13 }, (_, month) => month)],
]);

const shapes = new Map(
  relationshipMessages.map((sample) => [
    sample.kind,
    new Shape([sample], {
      words: (place) => words.get(place.split('.').at(-1) ?? ''),
      longest: (place) => (place === '.timeZone' ? 100 : 2_000),
    }),
  ]),
);

/** One spoilt message of a relationship page; the complaint when it should not have been accepted. */
export function fuzzRelationshipToHost(index: number, random: Random): string | undefined {
  const message = mutated(relationshipMessages[index % relationshipMessages.length], random);
  const reading = readRelationshipToHost(message);
  if (!reading.ok) return undefined;
  const shape = shapes.get(reading.message.kind);
  return shape === undefined ? 'accepted a kind that there is not' : shape.complaint(reading.message);
}
