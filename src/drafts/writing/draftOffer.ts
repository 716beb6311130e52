import { canBeLogged } from '../../model/interactionTypes.ts';
import { knownPeople } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';
import type { NeighboursQuestion } from './findNeighbours.ts';
import { matchingMeetings } from './matchingMeetings.ts';
import type { MatchingDeps } from './matchingMeetings.ts';
import type { SaveAttempts } from './saveAttempts.ts';

/** Meetings that are in Affinity already and match a draft. They are offered as long as type, time and people stay. */
export class DraftOffer {
  #key: string | undefined;
  readonly #attempts: Pick<SaveAttempts, 'offer'>;
  readonly #entry: () => Entry;
  readonly #stop = new AbortController();

  constructor(attempts: Pick<SaveAttempts, 'offer'>, entry: () => Entry) {
    this.#attempts = attempts;
    this.#entry = entry;
  }

  /** Resolves with true when something is offered now. Never rejects. */
  async look(deps: MatchingDeps): Promise<boolean> {
    const question = questionOf(this.#entry());
    if (question === undefined) return false;
    const found = await matchingMeetings(deps, question, this.#stop.signal);
    const isCurrent = keyOf(questionOf(this.#entry())) === keyOf(question);
    if (found.length === 0 || !isCurrent || this.#stop.signal.aborted) return false;
    this.#key = keyOf(question);
    this.#attempts.offer(found);
    return true;
  }

  /** Withdraws an offer that no longer matches. */
  settle(): void {
    if (this.#key === undefined || keyOf(questionOf(this.#entry())) === this.#key) return;
    this.#key = undefined;
    this.#attempts.offer([]);
  }

  dispose(): void {
    this.#stop.abort();
  }
}

function questionOf({ type, when, people }: Entry): NeighboursQuestion | undefined {
  if (when.kind !== 'read' || !canBeLogged(type)) return undefined;
  return { type, date: when.instant, people: knownPeople(people) };
}

function keyOf(question: NeighboursQuestion | undefined): string {
  if (question === undefined) return '';
  const ids = question.people.map(({ id }) => id).toSorted((one, other) => one - other);
  return [question.type, question.date.getTime(), ...ids].join(' ');
}
