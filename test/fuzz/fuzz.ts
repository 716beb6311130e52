import { bundledWithStandIn } from '../bench/bundledWithStandIn.ts';
import { Random } from '../faults/random.ts';
import { fuzzAnswer } from './answers.ts';
import type { Drawing } from './drawing.ts';
import { fuzzForm, fuzzMessageToHost, MessagesToPage } from './messages.ts';
import { fuzzNeighbours } from './neighbours.ts';
import { fuzzRelationshipToHost } from './relationshipMessages.ts';

export interface FuzzRow {
  readonly what: string;
  readonly count: number;
  readonly failures: readonly string[];
}

/** Plays so many spoilt answers and so many spoilt messages. The same seed gives the same ones. */
export async function fuzz(count: number, seed: number): Promise<readonly FuzzRow[]> {
  const random = new Random(seed);
  const page = await MessagesToPage.ofForms();
  const drawing = await bundledWithStandIn<Drawing>('test/fuzz/drawing.ts');
  return [
    await row('answers', count, (index) => fuzzAnswer(index, random, drawing)),
    await row('lists with a spoilt item', count / 4, (index) => fuzzNeighbours(index, random)),
    await row('messages to the host', count, (index) => fuzzMessageToHost(index, random)),
    await row('messages of relationship pages', count, (index) => fuzzRelationshipToHost(index, random)),
    await row('messages to the page', count, (index) => page.fuzz(index, random)),
    await row('forms that hear spoilt messages', count / 200, () => fuzzForm(random)),
  ];
}

type Attempt = (index: number) => Promise<string | undefined> | string | undefined;

async function row(what: string, count: number, attempt: Attempt): Promise<FuzzRow> {
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    try {
      const failure = await attempt(index);
      if (failure !== undefined) failures.push(failure);
    } catch (error) {
      failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
  return { what, count, failures };
}
