import { invalidArgument } from '../transport/affinityError.ts';
import type { RequestTarget } from '../transport/apiRequest.ts';
import { checkedArgument, isAbsent } from '../transport/checkedArgument.ts';
import type { Moment } from '../transport/checkedArgument.ts';

const SECOND_MS = 1000;

type RangeEnd = readonly [name: string, moment: Moment | null | undefined];

/**
 * A range of time whose start belongs to it and whose end does not. V2 filters by whole seconds, so the filter is up to
 * a second wider at both ends, and `has` cuts exactly.
 */
export class ExactRange {
  readonly #from: number | undefined;
  readonly #to: number | undefined;

  /** @throws AffinityError `invalid-argument`, which names the ends as the caller does */
  constructor(target: RequestTarget, [fromName, from]: RangeEnd, [toName, to]: RangeEnd) {
    this.#from = isAbsent(from) ? undefined : checkedArgument.instant(target, fromName, from);
    this.#to = isAbsent(to) ? undefined : checkedArgument.instant(target, toName, to);
    if (this.#from !== undefined && this.#to !== undefined && this.#from >= this.#to) {
      throw invalidArgument(target, `${fromName} must be before ${toName}`);
    }
  }

  /** The conditions of a V2 filter. */
  conditions(field: string): readonly string[] {
    return [
      ...(this.#from === undefined ? [] : [`${field}>=${secondText(Math.floor(this.#from / SECOND_MS))}`]),
      ...(this.#to === undefined ? [] : [`${field}<${secondText(Math.ceil(this.#to / SECOND_MS))}`]),
    ];
  }

  has(date: Date): boolean {
    const time = date.getTime();
    return time >= (this.#from ?? -Infinity) && time < (this.#to ?? Infinity);
  }
}

/** V2 answers 400 to fractions of a second. */
function secondText(seconds: number): string {
  return new Date(seconds * SECOND_MS).toISOString().replace('.000Z', 'Z');
}
