import { parseArgs } from 'node:util';
import { PlainError } from '../support/progress.ts';

export interface BenchOptions {
  /** Ends with exit code 1 when a goal is missed. */
  readonly check: boolean;
  /** Names of figures; all of them when empty. */
  readonly only: readonly string[];
  /** The seed of random delays. */
  readonly seed: number;
  /** The file for a profile of the host, which is made instead of the table. */
  readonly profile: string | undefined;
  readonly help: boolean;
}

export const benchUsage = `npm run bench -- [options]

  --check        exit code 1 when a goal is missed
  --only NAME    this figure only; may be given several times
  --seed NUMBER  what random delays are drawn from; printed with the table
  --profile FILE instead of the table: a profile of the extension host at work, and what takes most of its time
  --help         this text

Figures: `;

/** @throws PlainError when there is no such option or figure */
export function benchOptions(args: readonly string[], figures: readonly string[]): BenchOptions {
  const { check, only, seed, profile, help } = read(args);
  const unknown = only.find((name) => !figures.includes(name));
  if (unknown !== undefined)
    throw new PlainError(`There is no figure ${unknown}. There are: ${figures.join(', ')}.`);
  if (!/^\d+$/.test(seed)) throw new PlainError(`The seed is a number of digits, and not ${seed}.`);
  return { check, only, seed: Number(seed), profile, help };
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        check: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        seed: { type: 'string', default: '1' },
        profile: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new PlainError((error as Error).message, { cause: error });
  }
}
