import type { Interaction } from '../resources/interaction.ts';

/** The service may round to seconds, so whatever is within one counts as lying on the joint. */
const ON_JOINT_MS = 1000;

const NEAREST_TO_JOINT = 50;

/** An interaction that was handed out: its identity, and its date in milliseconds since the epoch. */
export type SeenInteraction = readonly [identity: string, date: number];

/**
 * Hands each interaction on once. Within one walk that holds whatever the service repeats. A cursor carries,
 * for the joints of its chunk, all interactions that lie on a joint and the 50 nearest to it: a chunk and its
 * neighbour both return what lies on their joint, and perhaps what reaches over it, such as a long meeting,
 * but nothing far from it.
 */
export class SeenInteractions {
  readonly #identities: Set<string>;
  #candidates: SeenInteraction[];

  constructor(carried: readonly SeenInteraction[] = []) {
    this.#identities = new Set(carried.map(([identity]) => identity));
    this.#candidates = [...carried];
  }

  /** The items that were not handed out before; from now on they were. */
  fresh(items: readonly Interaction[]): Interaction[] {
    const fresh = items.filter((item) => {
      const known = this.#identities.size;
      return this.#identities.add(identityOf(item)).size > known;
    });
    for (const item of fresh) this.#candidates.push([identityOf(item), item.date.getTime()]);
    return fresh;
  }

  /** Forgets for cursors, though not for this walk, what is far from the joints; gives what is left. */
  keepNear(joints: readonly number[]): readonly SeenInteraction[] {
    const near = joints.flatMap((joint) => nearest(this.#candidates, joint));
    this.#candidates = [...new Set(near)];
    return this.#candidates;
  }
}

function identityOf({ type, id }: Interaction): string {
  return `${type}:${id}`;
}

function nearest(candidates: readonly SeenInteraction[], joint: number): SeenInteraction[] {
  const distance = ([, date]: SeenInteraction) => Math.abs(date - joint);
  const byDistance = candidates.toSorted((a, b) => distance(a) - distance(b));
  const onJoint = byDistance.filter((candidate) => distance(candidate) < ON_JOINT_MS).length;
  return byDistance.slice(0, onJoint + NEAREST_TO_JOINT);
}
