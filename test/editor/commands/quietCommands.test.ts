import { beforeEach, expect, it } from 'vitest';
import { quietCommands } from '../../../src/editor/commands/quietCommands.ts';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import { affinityWith, daily } from '../../history/affinityWith.ts';
import { eventually } from '../../support/eventually.ts';
import type { QuickInput } from '../support/quickInputStandIn.ts';
import { QuickInputButtons, seen } from '../support/vscodeStandIn.ts';

beforeEach(() => void (seen.inputs = []));

/** The command runs; `next` gives each input once it is on screen, and tells its place among the steps. */
function started() {
  const { client, timelines } = affinityWith(daily(3));
  const current = { connection: { client }, followed: { current: [] }, timelines };
  const sessions = { ready: Promise.resolve(), current, onDidChange: () => ({ dispose: () => undefined }) };
  const finding = quietCommands(sessions as unknown as Sessions).findQuietRecords();
  let count = 0;
  const next = async (): Promise<{ readonly input: QuickInput; readonly place: string }> => {
    await eventually(() => expect(seen.inputs.length).toBeGreaterThan(count));
    count = seen.inputs.length;
    const input = seen.inputs.at(-1) as QuickInput;
    return { input, place: `${input.step}/${input.totalSteps}` };
  };
  const back = async (input: QuickInput) => {
    input.press(QuickInputButtons.Back);
    return next();
  };
  return { finding, next, back };
}

async function toResults(next: () => ReturnType<ReturnType<typeof started>['next']>) {
  const kind = await next();
  kind.input.choose('Companies');
  const time = await next();
  time.input.choose('Custom…');
  const words = await next();
  words.input.type('more than 6 months ago');
  words.input.accept();
  const results = await next();
  await eventually(() => expect(results.input.items[0]?.label).toBe('Acme'));
  return { kind, time, words, results };
}

it('numbers the steps of the search for quiet records, with one more for a time in words', async () => {
  const { finding, next, back } = started();
  const { kind, time, words, results } = await toResults(next);
  expect([kind, time, words, results].map(({ place }) => place)).toEqual(['1/4', '2/4', '3/5', '4/5']);
  expect(kind.input.buttons, 'from the first step there is no way back').toEqual([]);
  results.input.choose('Acme');
  const action = await next();
  expect(action.place).toBe('5/5');
  const again = await back(action.input);
  expect([again.place, again.input.items[0]?.label]).toEqual(['4/5', 'Acme']);
  const wordsAgain = await back(again.input);
  expect([wordsAgain.place, wordsAgain.input.value]).toEqual(['3/5', 'more than 6 months ago']);
  const timeAgain = await back(wordsAgain.input);
  expect([timeAgain.place, timeAgain.input.activeItems[0]?.label]).toEqual(['2/4', 'Custom…']);
  timeAgain.input.choose('1 to 3 months ago');
  const usual = await next();
  expect(usual.place).toBe('3/4');
  const timeOnceMore = await back(usual.input);
  expect(timeOnceMore.place).toBe('2/4');
  const kindAgain = await back(timeOnceMore.input);
  expect(kindAgain.place).toBe('1/4');
  kindAgain.input.hide();
  await finding;
});

it('ends the search for quiet records with Esc in any step', async () => {
  const { finding, next } = started();
  const { results } = await toResults(next);
  results.input.choose('Acme');
  const action = await next();
  action.input.hide();
  await finding;
  expect(seen.inputs).toHaveLength(5);
});
