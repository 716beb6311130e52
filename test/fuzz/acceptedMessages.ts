/** Prints spoilt messages that the protocol lets through, one a line: what the page is to draw in its own tests. */
import { parseArgs } from 'node:util';
import { Random } from '../faults/random.ts';
import { MessagesToPage } from './messages.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const random = new Random(Number(values.seed));
const messages = await MessagesToPage.ofForms();
for (let index = 0, accepted = 0; accepted < Number(values.count); index += 1) {
  const message = messages.accepted(index, random);
  if (message === undefined) continue;
  accepted += 1;
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
