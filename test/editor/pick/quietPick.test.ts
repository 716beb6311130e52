import { beforeEach, describe, expect, it } from 'vitest';
import type { Person, RecordQuery } from '../../../src/affinity/index.ts';
import { QuietPick } from '../../../src/editor/pick/quietPick.ts';
import { QuietSearch } from '../../../src/history/quietSearch.ts';
import { DAY_MS } from '../../../src/model/span.ts';
import { eventually } from '../../support/eventually.ts';
import type { QuickInput } from '../support/quickInputStandIn.ts';
import { QuickInputButtons, seen } from '../support/vscodeStandIn.ts';

const start = Date.now() - 200 * DAY_MS;
const span = { from: new Date(start), to: new Date(start + 100 * DAY_MS) };
const actions = [{ label: 'Follow', icon: 'add' }];

beforeEach(() => void (seen.inputs = []));

/** So many people, met one a day, on pages of ten; the results are on screen. */
function shown(count: number) {
  const persons = Array.from({ length: count }, (_, index): Person => {
    const lastInteractionDate = new Date(start + (index + 0.5) * DAY_MS);
    return { id: index + 1, emails: [], firstName: `P${index}`, interactionDates: { lastInteractionDate } };
  });
  const service = { isAway: false, requests: 0 };
  const list = async ({ dates, pageToken }: RecordQuery) => {
    service.requests += 1;
    if (service.isAway) throw new Error('away');
    const { min = 0, max = 0 } = dates?.lastInteraction ?? {};
    const isInside = ({ interactionDates }: Person): boolean => {
      const last = interactionDates?.lastInteractionDate ?? new Date(0);
      return last >= new Date(min) && last <= new Date(max);
    };
    const begin = Number(pageToken ?? 0);
    const items = persons.filter((one) => isInside(one)).slice(begin, begin + 10);
    return { items, ...(items.length === 10 && { nextPageToken: String(begin + 10) }) };
  };
  let pick: QuietPick<(typeof actions)[number]> | undefined;
  const search = new QuietSearch(
    { kind: 'person', span },
    {
      source: { persons: { list }, companies: { list: async () => ({ items: [] }) } },
      now: () => Date.now(),
      onChange: () => pick?.draw(),
      confirm: async () => true,
    },
  );
  const show = () => {
    const options = { title: 'People', step: 3, totalSteps: 3, actions };
    pick = new QuietPick(search, { ...options, isFollowed: ({ id }) => id === 1 });
    return { chosen: pick.choose(), input: seen.inputs.at(-1) as QuickInput };
  };
  return { service, show, ...show() };
}

function labels({ items }: QuickInput): readonly string[] {
  return items.map(({ label }) => label);
}

async function settled(input: QuickInput): Promise<void> {
  await eventually(() => expect(input.busy).toBe(false));
}

describe('the results of the search for quiet records', () => {
  it('show more on demand, the longest ago first, until all are there', async () => {
    const { input, service } = shown(40);
    await settled(input);
    const first = labels(input);
    expect(first[0]).toBe('P0');
    expect(first.at(-1)).toBe('Show more…');
    expect(JSON.stringify(input.items[0])).toMatch(/7 months ago · [^·]* · followed/);
    input.choose('Show more…');
    await settled(input);
    expect(labels(input).slice(0, first.length - 1)).toEqual(first.slice(0, -1));
    // The keyboard is on the first record that is new.
    expect(input.activeItems[0]?.label).toBe(`P${first.length - 1}`);
    for (let click = 0; labels(input).includes('Show more…') && click < 60; click += 1) {
      input.choose('Show more…');
      await settled(input);
    }
    expect(labels(input)).toEqual(Array.from({ length: 40 }, (_, index) => `P${index}`));
    expect(service.requests).toBeLessThan(25);
  });

  it('say so when there are none', async () => {
    const { input } = shown(0);
    await settled(input);
    expect(labels(input)).toEqual(['No records with a last contact in this period']);
  });

  it('keep what is there when the service fails, and try again on demand', async () => {
    const { input, service } = shown(40);
    await settled(input);
    const before = labels(input).length;
    service.isAway = true;
    input.choose('Show more…');
    await eventually(() =>
      expect(input.items.at(-1)).toMatchObject({ description: 'press Enter to try again' }),
    );
    expect(labels(input)).toHaveLength(before);
    service.isAway = false;
    input.choose(labels(input).at(-1) ?? '');
    await eventually(() => expect(labels(input).length).toBeGreaterThan(before));
  });

  it('give the record that was chosen, with the action of its button', async () => {
    const { input, chosen, show, service } = shown(5);
    await settled(input);
    input.choose('P2');
    expect(await chosen).toMatchObject({
      found: { record: { kind: 'person', id: 3, name: 'P2' } },
      action: undefined,
    });
    const { requests } = service;
    const again = show();
    const [item] = again.input.items as unknown as readonly { readonly buttons: readonly unknown[] }[];
    again.input.pressOn('P4', item?.buttons[0]);
    expect(await again.chosen).toMatchObject({ found: { record: { id: 5 } }, action: actions[0] });
    expect(service.requests, 'shown again without a request').toBe(requests);
  });

  it('lead back, or end', async () => {
    const { input, chosen, show } = shown(5);
    await settled(input);
    input.press(QuickInputButtons.Back);
    expect(await chosen).toBe(QuickInputButtons.Back);
    const again = show();
    again.input.hide();
    expect(await again.chosen).toBeUndefined();
  });
});
