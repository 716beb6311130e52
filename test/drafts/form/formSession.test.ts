import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { draftFromExtraction } from '../../../src/drafts/extract/draftFromExtraction.ts';
import { extraction } from '../../../src/drafts/extract/extraction.ts';
import { readInteraction } from '../../../src/drafts/model/interactionReading.ts';
import { draftToEdit, draftToLog } from '../../../src/drafts/model/newDraft.ts';
import type { DraftStart } from '../../../src/drafts/model/newDraft.ts';
import { messageToHostSchema } from '../../../src/protocol/messageToHost.ts';
import { NOW, ids } from '../../sandbox/smallFirm.ts';
import { runCount } from '../../support/runCount.ts';
import { settled } from '../../support/virtualClock.ts';
import { aDraft, ann, ben, jane } from '../support/aDraft.ts';
import { FormOnSandbox } from '../support/formOnSandbox.ts';

const start: DraftStart = { id: 'one', account: '7/1', user: ann, now: new Date(NOW), zone: 'UTC' };
const yesterday = { text: 'yesterday 3pm', typedAt: new Date(NOW).toISOString(), zone: 'Europe/Berlin' };

let form: FormOnSandbox;

beforeEach(() => {
  form = new FormOnSandbox();
});

const openToLog = () => form.open(draftToLog(start));

async function openToEdit(type: 0 | 1 | 2, id: number): Promise<void> {
  const draft = draftToEdit(start, await readInteraction(form.client, { type, id }));
  if (draft === undefined) throw new Error('This cannot be edited.');
  await form.open(draft);
}

describe('a date without a year that is long ago', () => {
  const longAgo = { text: '12/9', typedAt: new Date(NOW).toISOString(), zone: 'Europe/Berlin' };

  it('is shown with the other order, and saved with a second save', async () => {
    await form.open(aDraft({ date: longAgo }));
    expect(form.view.date).toMatchObject({
      reading: { utc: '2024-12-09T11:00:00.000Z' },
      warnings: ['time-assumed', 'year-assumed', 'day-month-order', 'long-ago'],
    });
    expect(form.view.problems).toEqual([]);
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.view.problems).toEqual([{ at: 'date', sentence: 'long-ago' }]);
    expect(form.sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(form.saved).toHaveLength(1);
  });

  it('is asked about again when the draft was changed, and no more once it has a year', async () => {
    await form.open(aDraft({ date: longAgo }));
    await form.submit();
    await form.edit({ date: '11/12' });
    expect(form.view.problems).toEqual([]);
    await form.edit({ date: '12/10' });
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    await form.edit({ date: '12/10/2024' });
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });

  it('stays confirmed when the service refuses the save', async () => {
    await form.open(aDraft({ date: longAgo }));
    await form.submit();
    form.sandbox.play({ kind: 'status', status: 422, body: ['No'], on: { method: 'POST' } });
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.view.problems).toEqual([{ at: 'form', sentence: 'refused: No' }]);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });
});

describe('a form for a new interaction', () => {
  it('starts with the user, the current time of the page’s zone, and no problems', async () => {
    await openToLog();
    expect(form.told[0]).toMatchObject({
      kind: 'init',
      revision: 0,
      draft: 'one',
      values: { type: 0, date: '2025-11-20 13:00', text: '' },
    });
    expect(form.view).toMatchObject({
      subject: { kind: 'create' },
      attribution: { user: 'Ann Lee', tenant: 'Small Firm' },
      date: { reading: { picker: '2025-11-20T13:00', utc: '2025-11-20T12:00:00.000Z' } },
      people: { chips: [{ state: 'known', person: ann, you: true }] },
      problems: [],
    });
    expect(await form.kept()).toEqual([]);
  });

  it('uses the host’s zone when the page names an unknown one', async () => {
    await form.open(draftToLog(start), 'Mars/Olympus');
    expect(form.told[0]).toMatchObject({ values: { date: '2025-11-20 12:00' } });
  });

  it('stores what is typed at once', async () => {
    await openToLog();
    await form.edit({ text: 'We talked.', date: 'yesterday 3pm' });
    await form.paste('jane@acme.example, nobody@x.example');
    expect(await form.kept()).toMatchObject([
      {
        text: 'We talked.',
        date: { ...yesterday },
        people: [{ person: ann }, { person: jane }, { typed: 'nobody@x.example' }],
        outcome: { state: 'open' },
      },
    ]);
    expect(form.view.draft).toEqual({ sentence: 'kept', atRisk: false });
  });

  it('shows the time of the last save of the draft in the page’s zone', async () => {
    await form.open(draftToLog(start), 'Asia/Tokyo');
    await form.edit({ text: 'We talked.' });
    await form.store.flush();
    await form.rest();
    expect(form.view.draft?.sentence).toBe('kept in Asia/Tokyo');
  });

  it('reads a relative date from the time it was typed, even days later', async () => {
    await form.open(aDraft({ date: yesterday }));
    await form.clock.pass(3 * 86_400_000);
    const later = new FormOnSandbox();
    await later.clock.pass(3 * 86_400_000);
    await later.open(form.session.draft);
    // The first free text loads the parser.
    await expect.poll(() => later.view.date.reading?.utc).toBe('2025-11-19T14:00:00.000Z');
  });

  it('logs a meeting and removes the draft', async () => {
    await openToLog();
    await form.edit({ date: 'yesterday 3pm', text: 'We talked.' });
    await form.paste('Jane Roe <jane@acme.example>');
    const answer = await form.submit();
    const [saved] = form.saved;
    expect(answer).toMatchObject({ kind: 'saved', sentence: `saved ${saved?.id}` });
    expect(form.sandbox.interaction(0, saved?.id ?? 0)).toMatchObject({
      date: Date.UTC(2025, 10, 19, 14),
      personIds: [ids.ann, ids.jane],
      manualCreatorId: ids.ann,
    });
    expect(form.sandbox.note(saved?.noteIds[0] ?? 0)?.content).toBe('We talked.');
    expect(await form.kept()).toEqual([]);
  });

  it('asks for the direction of a chat message before logging it', async () => {
    await form.open(aDraft({ type: 2 }));
    expect(form.view.hasDirection).toBe(true);
    await form.submit();
    expect(form.problems).toEqual(['direction: direction-missing']);
    await form.edit({ direction: 1 });
    expect(form.problems).toEqual([]);
    await form.submit();
    expect(form.sandbox.interaction(2, form.saved[0]?.id ?? 0)).toMatchObject({ direction: 1 });
  });

  it('shows problems of unfinished fields only after the first save', async () => {
    await openToLog();
    await form.edit({ date: 'yesterday', text: '' });
    expect(form.problems).toEqual([]);
    await form.edit({ date: 'the other day' });
    expect(form.problems).toEqual(['date: date-not-understood']);
    const answer = await form.submit();
    expect(answer).toMatchObject({ kind: 'refused', view: { summary: '3 problems' } });
    expect(form.problems).toEqual(['date: date-not-understood', 'people: no-external', 'text: text-missing']);
    expect(form.sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('marks known, ambiguous and unknown people of a pasted line, each once', async () => {
    await openToLog();
    await form.paste('Jane Roe <jane@acme.example>; Joe; ann@small.example, nobody@x.example, j@roe.example');
    expect(form.chips).toEqual([
      'known Ann Lee',
      'known Jane Roe',
      'ambiguous Joe',
      'unknown nobody@x.example',
    ]);
    const chip = form.view.people.chips[2];
    if (chip?.state !== 'ambiguous') throw new Error('not ambiguous');
    await form.say({ kind: 'choosePerson', revision: form.next(), key: chip.key, id: ids.joe });
    const unknown = form.view.people.chips[3];
    await form.say({ kind: 'removePerson', revision: form.next(), key: unknown?.key ?? '' });
    expect(form.chips).toEqual(['known Ann Lee', 'known Jane Roe', 'known Joe Doe']);
  });

  it('keeps a name that was typed but not added, and shows it again', async () => {
    await openToLog();
    await form.edit({ people: 'Jane R' });
    const [kept] = await form.kept();
    expect(kept).toMatchObject({ peopleText: 'Jane R', people: [{ person: ann }] });
    const later = new FormOnSandbox();
    await later.open(kept ?? aDraft());
    expect(later.told[0]).toMatchObject({ kind: 'init', values: { people: 'Jane R' } });
    expect(later.chips).toEqual(['known Ann Lee']);
  });

  it('opens an older draft, and one whose typed name is too long for the field', async () => {
    await form.open(aDraft());
    expect(form.told[0]).toMatchObject({ values: { people: '' } });
    const garbled = new FormOnSandbox();
    await garbled.open(aDraft({ peopleText: 'x'.repeat(5_000) }));
    expect(garbled.told[0]).toMatchObject({ values: { people: 'x'.repeat(200) } });
  });

  it('reads a date with its own zone from the front matter', async () => {
    const text = '---\ndate: 2025-11-19 14:00 Asia/Tokyo\n---\nA call.';
    const context = { now: new Date(NOW), zone: 'UTC', dayFirst: false };
    const found = await extraction({ text, from: 'document' }, context);
    await form.open(draftFromExtraction(start, found));
    expect(form.view.date.reading).toMatchObject({
      utc: '2025-11-19T05:00:00.000Z',
      picker: '2025-11-19T06:00',
    });
  });

  it('asks for the date again when its zone is unknown, and keeps the draft', async () => {
    const date = { ...yesterday, zone: 'Mars/Olympus' };
    await form.open(aDraft({ date }));
    expect(form.told[0]).toMatchObject({ values: { date: 'yesterday 3pm', text: 'We talked.' } });
    expect(form.problems).toEqual(['date: zone-unknown']);
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(await form.kept()).toEqual([]);
    expect(form.session.draft).toMatchObject({ date, text: 'We talked.' });
    await form.edit({ date: 'yesterday 3pm ' });
    expect(form.problems).toEqual([]);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });

  it('waits for running lookups before it saves', async () => {
    await openToLog();
    await form.edit({ text: 'We talked.' });
    form.session.receive({ kind: 'addPeople', revision: form.next(), text: 'jane@acme.example' });
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });

  it('stops waiting for a lookup after a while', async () => {
    await openToLog();
    await form.edit({ text: 'We talked.' });
    form.sandbox.play({ kind: 'stall', on: { path: '/persons' } });
    form.session.receive({ kind: 'addPeople', revision: form.next(), text: 'jane@acme.example' });
    const answer = form.submit();
    await form.clock.pass(10_000);
    expect(await answer).toMatchObject({ kind: 'refused' });
    expect(form.view.saving).toBeUndefined();
  });

  it('repeats a failed lookup with the next save', async () => {
    await form.open(aDraft({ people: [{ state: 'known', key: 'p:1', person: ann }] }));
    form.sandbox.play({ kind: 'status', status: 500, on: { path: '/persons' } });
    await form.paste('jane@acme.example');
    expect(form.view.people.chips[1]).toMatchObject({ state: 'unknown', problem: 'failed' });
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });

  it('says that a lookup failed, not that Affinity lacks the person', async () => {
    await form.open(aDraft());
    form.sandbox.play({ kind: 'status', status: 500, on: { path: '/persons' }, times: Infinity });
    await form.paste('nora@acme.example');
    await form.submit();
    expect(form.problems).toEqual(['people: not-looked-up']);
    form.sandbox.clearFaults();
    await form.submit();
    expect(form.problems).toEqual(['people: not-found']);
  });

  it('keeps 300 people, does not send them, and says why', async () => {
    await form.open(aDraft());
    await form.paste(Array.from({ length: 300 }, (_, n) => `p${n}@x.example`).join(';'));
    expect(form.chips).toHaveLength(302);
    expect(form.problems).toEqual(['people: too-many-people']);
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect((await form.kept())[0]?.people).toHaveLength(302);
  });

  it('redraws a long list a few times while it is looked up, not once per person', async () => {
    await form.open(aDraft());
    const before = form.told.length;
    await form.paste(Array.from({ length: 150 }, (_, n) => `p${n}@x.example`).join(';'));
    expect(form.view.people.chips.filter(({ state }) => state === 'unknown')).toHaveLength(150);
    expect(form.told.length - before).toBeLessThan(30);
  });

  it('sends a text of more than 100,000 characters, which the page warns about', async () => {
    await form.open(aDraft({ text: 'x'.repeat(100_001) }));
    expect(form.view).toMatchObject({ problems: [], text: { warnAbove: 100_000, limit: 1_000_000 } });
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });

  it('keeps a text of 2 MB but does not send it', async () => {
    await form.open(aDraft());
    await form.edit({ text: 'x'.repeat(2_000_000) });
    expect(form.problems).toEqual(['text: text-too-long']);
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect((await form.kept())[0]?.text).toHaveLength(2_000_000);
  });

  it('searches as the user types, and adds only people it has offered', async () => {
    await openToLog();
    await form.say({ kind: 'searchPeople', query: 1, text: 'ro' });
    await form.say({ kind: 'searchPeople', query: 2, text: 'roe' });
    await form.clock.pass(200);
    await form.rest();
    const answers = form.told.filter(({ kind }) => kind === 'suggestions');
    expect(answers).toEqual([{ kind: 'suggestions', query: 2, people: [jane] }]);
    await form.say({ kind: 'addPerson', revision: form.next(), id: ids.joe });
    expect(form.done).toEqual(['log A person was named who had not been offered.']);
    await form.say({ kind: 'addPerson', revision: form.next(), id: ids.jane });
    expect(form.chips).toEqual(['known Ann Lee', 'known Jane Roe']);
  });

  it('repeats the answer of the same search, and says when no one was found or the search is impossible', async () => {
    await openToLog();
    const sentences = () =>
      form.told.flatMap((said) => (said.kind === 'suggestions' ? [`${said.query} ${said.sentence}`] : []));
    for (const query of [1, 2]) {
      await form.say({ kind: 'searchPeople', query, text: 'zzz' });
      await form.clock.pass(200);
      await form.rest();
    }
    form.isSignedIn = false;
    await form.say({ kind: 'searchPeople', query: 3, text: 'zzz' });
    expect(sentences()).toEqual(['1 nobody: zzz', '2 nobody: zzz', '3 failed: signed-out']);
  });
});

const proposal = (typed: string, n = 1) =>
  ({ state: 'typed', key: `t:${n}`, typed, proposed: true }) as const;

const marked = () =>
  form.view.people.chips.map((chip) => {
    const name = chip.state === 'known' ? chip.person.name : chip.typed;
    return `${chip.proposed ? 'proposed ' : ''}${chip.state} ${name}`;
  });

const loggedPeople = () => form.sandbox.interaction(0, form.saved[0]?.id ?? 0)?.personIds;

describe('a form with proposed people', () => {
  it('says who will be logged, and logs the others without those who are not known', async () => {
    const people = ['Jane Roe', 'Joe', 'Bob Ray'].map((name, n) => proposal(name, n + 1));
    await form.open(aDraft({ people: [...aDraft().people.slice(0, 1), ...people] }));
    expect(marked()).toEqual([
      'known Ann Lee',
      'proposed known Jane Roe',
      'proposed ambiguous Joe',
      'proposed unknown Bob Ray',
    ]);
    expect(form.view.people.proposals).toEqual({
      sentence: '1 known,1 several,1 missing',
      canConfirm: true,
    });
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(loggedPeople()).toEqual([ids.ann, ids.jane]);
  });

  it('confirms one or all of them, and by choosing a candidate', async () => {
    const people = ['Jane Roe', 'Dan Volkov', 'Joe'].map((name, n) => proposal(name, n + 1));
    await form.open(aDraft({ people }));
    await form.say({ kind: 'confirmPeople', revision: form.next(), key: 'p:11' });
    expect(marked()[0]).toBe('known Jane Roe');
    expect(form.view.people.proposals?.sentence).toBe('1 known,1 several');
    await form.say({ kind: 'confirmPeople', revision: form.next() });
    expect(form.view.people.proposals).toEqual({ sentence: '1 several', canConfirm: false });
    const [, , joe] = form.view.people.chips;
    await form.say({ kind: 'choosePerson', revision: form.next(), key: joe?.key ?? '', id: ids.joe });
    expect(marked()).toEqual(['known Jane Roe', 'known Dan Volkov', 'known Joe Doe']);
    expect(form.view.people).not.toHaveProperty('proposals');
    expect((await form.kept())[0]?.people.filter((one) => one.proposed)).toEqual([]);
  });

  it('removes all of them, and keeps the people that the user added', async () => {
    await form.open(aDraft({ people: [...aDraft().people, proposal('Joe'), proposal('Bob Ray', 2)] }));
    await form.say({ kind: 'removeProposals', revision: form.next() });
    expect(marked()).toEqual(['known Ann Lee', 'known Jane Roe']);
    expect((await form.kept())[0]?.people).toHaveLength(2);
  });

  it('treats a proposal that the user also pastes as the user’s own', async () => {
    const people = [...aDraft().people.slice(0, 1), proposal('Jane Roe'), proposal('Bob Ray', 2)];
    await form.open(aDraft({ people }));
    await form.paste('jane@acme.example; Bob Ray');
    expect(marked()).toEqual(['known Ann Lee', 'known Jane Roe', 'unknown Bob Ray']);
    await form.submit();
    expect(form.problems).toEqual(['people: not-found']);
  });

  it('does not log a proposal that was only found during the save before it was shown', async () => {
    form.sandbox.play({ kind: 'status', status: 500, on: { path: '/persons' } });
    await form.open(aDraft({ people: [...aDraft().people, proposal('Cleo Dubois')] }));
    expect(marked()[2]).toBe('proposed unknown Cleo Dubois');
    expect(form.view.people.proposals?.sentence).toBe('1 failed');
    await form.submit();
    expect(form.problems).toEqual(['people: proposed-found']);
    expect(form.view.people.proposals?.sentence).toBe('1 known');
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(loggedPeople()).toContain(ids.cleo);
  });

  it('does not look up a proposal again that was not found', async () => {
    await form.open(aDraft({ people: [...aDraft().people, proposal('Bob Ray')] }));
    const asked = () => form.sandbox.requests.filter(({ path }) => path.startsWith('/persons')).length;
    const before = asked();
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(asked()).toBe(before);
  });

  it('names the lookup that failed when no one else can be the external person', async () => {
    form.sandbox.play({ kind: 'status', status: 500, on: { path: '/persons' }, times: Infinity });
    await form.open(aDraft({ people: [...aDraft().people.slice(0, 1), proposal('Jane Roe')] }));
    await form.submit();
    expect(form.problems).toEqual(['people: not-looked-up']);
    const later = new FormOnSandbox();
    await later.open(aDraft({ people: [...aDraft().people.slice(0, 1), proposal('Bob Ray')] }));
    await later.submit();
    expect(later.problems).toEqual(['people: no-external']);
  });

  it('keeps a found proposal marked in its draft', async () => {
    await form.open(aDraft({ people: [...aDraft().people.slice(0, 1), proposal('Jane Roe')] }));
    await form.edit({ text: 'We talked again.' });
    const [kept] = await form.kept();
    expect(kept?.people[1]).toMatchObject({ state: 'known', person: jane, proposed: true });
    const later = new FormOnSandbox();
    await later.open(kept ?? aDraft());
    expect(later.view.people.proposals).toEqual({ sentence: '1 known', canConfirm: true });
  });
});

const offered = () => form.told.flatMap((said) => (said.kind === 'suggestions' ? [said] : []));

describe('a form about a company', () => {
  it('offers its people when asked, except those in the form, and adds one', async () => {
    let reads = 0;
    form.contacts = async () => ((reads += 1), [jane, ann]);
    await openToLog();
    expect(form.view.people.offersContacts).toBe(true);
    expect(reads).toBe(0);
    await form.say({ kind: 'offerContacts', query: 1 });
    expect(offered()).toEqual([{ kind: 'suggestions', query: 1, people: [jane] }]);
    await form.say({ kind: 'addPerson', revision: form.next(), id: ids.jane });
    expect(form.chips).toEqual(['known Ann Lee', 'known Jane Roe']);
    await form.say({ kind: 'offerContacts', query: 2 });
    expect(offered()).toHaveLength(1);
    expect(reads).toBe(1);
  });

  it('reads its people again after a failure', async () => {
    let reads = 0;
    form.contacts = async () => {
      reads += 1;
      throw new Error('offline');
    };
    await openToLog();
    await form.say({ kind: 'offerContacts', query: 1 });
    await form.say({ kind: 'offerContacts', query: 2 });
    expect(reads).toBe(2);
    expect(offered()).toEqual([]);
    expect(form.problems).toEqual([]);
  });

  it('ignores the answer of an outdated search', async () => {
    form.contacts = async () => [jane];
    await openToLog();
    await form.say({ kind: 'searchPeople', query: 1, text: 'joe' });
    await form.say({ kind: 'offerContacts', query: 2 });
    await form.clock.pass(1_000);
    await form.rest();
    expect(offered()).toEqual([{ kind: 'suggestions', query: 2, people: [jane] }]);
  });

  it('offers no one when it is not about a company', async () => {
    await openToLog();
    expect(form.view.people).not.toHaveProperty('offersContacts');
  });
});

describe('a form from a selection', () => {
  it('is filled, names the source of each field, and is stored with its first change', async () => {
    const text = '# Call, 18 Nov 2025 15:00\n\nWith jane@acme.example and @Bob.';
    const found = await extraction(
      { text, from: 'selection' },
      { now: start.now, zone: 'UTC', dayFirst: false },
    );
    await form.open(draftFromExtraction(start, found));
    await form.rest();
    expect(form.told[0]).toMatchObject({ values: { type: 1, date: '18 Nov 2025 15:00', text } });
    expect(form.view.date.reading?.utc).toBe('2025-11-18T14:00:00.000Z');
    expect(form.chips).toEqual(['known Ann Lee', 'known Jane Roe', 'unknown Bob']);
    expect(form.view.provenance.map(({ at }) => at)).toEqual(['text', 'date', 'type', 'people']);
  });

  it('names the source of a field until the field is changed', async () => {
    const text = '# Call, 18 Nov 2025 15:00\n\nWith jane@acme.example.';
    const context = { now: start.now, zone: 'UTC', dayFirst: false };
    await form.open(draftFromExtraction(start, await extraction({ text, from: 'selection' }, context)));
    const said = () => form.view.provenance.map(({ at }) => at);
    await form.edit({ date: '18 Nov 2025 15:00', text });
    expect(said()).toEqual(['text', 'date', 'type', 'people']);
    await form.edit({ date: '18 Nov 2025 16:00' });
    expect(said()).toEqual(['text', 'type', 'people']);
    await form.say({ kind: 'removePerson', revision: form.next(), key: 'p:11' });
    expect(said()).toEqual(['text', 'type']);
    await form.edit({ type: 0, text: 'Another text' });
    expect(said()).toEqual([]);
  });

  it('looks up some of many people at once, and the others on demand', async () => {
    const text = Array.from({ length: 300 }, (_, n) => `p${n}@x.example`).join(', ');
    const context = { now: start.now, zone: 'UTC', dayFirst: false };
    const searches = () => form.sandbox.requests.filter(({ path }) => path === '/persons').length;
    const open = async () =>
      form.open(draftFromExtraction(start, await extraction({ text, from: 'selection' }, context)));
    await open();
    await form.rest();
    expect(searches()).toBe(20);
    expect(form.problems).toEqual([]);
    expect(form.chips.filter((chip) => chip.startsWith('waiting'))).toHaveLength(179);
    await form.say({ kind: 'lookUpPeople' });
    await form.rest();
    expect(searches()).toBe(199);

    form = new FormOnSandbox();
    await open();
    expect((await form.submit()).kind).toBe('refused');
    expect(searches()).toBe(199);
    expect(form.problems).toContain('people: not-found');
    expect(form.view.problems.filter(({ repeatsChips }) => repeatsChips === true)).toHaveLength(1);
  });
});

describe('a similar interaction', () => {
  beforeEach(async () => {
    await form.client.interactions.create({
      type: 0,
      personIds: [1, 11],
      content: 'x',
      date: new Date('2025-11-19T14:10:00Z'),
    });
    await form.open(aDraft());
  });

  it('is shown before anything is sent, and does not block a second save', async () => {
    const answer = await form.submit();
    expect(answer).toMatchObject({
      kind: 'refused',
      view: { neighbours: { items: [{ type: 0, sameTime: false }] } },
    });
    expect(form.problems).toEqual([]);
    expect(await form.submit('neighbours')).toMatchObject({ kind: 'saved' });
  });

  it('can be edited instead', async () => {
    await form.submit();
    const [neighbour] = form.view.neighbours?.items ?? [];
    if (neighbour === undefined) throw new Error('nothing found');
    await form.say({ kind: 'editNeighbour', type: neighbour.type, id: neighbour.id });
    expect(form.done).toEqual([`edit 0/${neighbour.id}`]);
  });

  it('is the only interaction that can be edited instead', async () => {
    await form.submit();
    await form.say({ kind: 'editNeighbour', type: 0, id: 1001 });
    expect(form.done).toEqual(['log An interaction was named that had not been shown.']);
  });

  it('is reported when the form was closed during the check', async () => {
    const answer = form.submit();
    form.session.dispose();
    await answer;
    expect(form.done).toEqual(['left neighbours']);
  });

  it('is shown at once when it was found without a form', async () => {
    await form.submit();
    const { view } = form;
    const [item] = view.neighbours?.items ?? [];
    const interaction = await form.client.interactions.get(item?.id ?? 0, 0);
    const other = new FormOnSandbox();
    await other.open(aDraft(), 'UTC', { kind: 'neighbours', neighbours: [{ interaction, sameTime: false }] });
    expect(other.view.neighbours).toEqual(view.neighbours);
    expect(await other.submit('neighbours')).toMatchObject({ kind: 'saved' });
  });

  it('is asked about again after a change of the draft', async () => {
    await form.submit();
    await form.edit({ text: 'Other.' });
    expect(form.view.neighbours).toBeUndefined();
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
  });

  it('cannot be confirmed before the question was asked', async () => {
    expect(await form.submit('neighbours')).toMatchObject({ kind: 'refused', view: { neighbours: {} } });
  });
});

const posts = () => form.sandbox.requests.filter(({ method }) => method === 'POST').length;

describe('a save that fails', () => {
  it('shows the service’s words at the field until the draft is changed', async () => {
    await form.open(aDraft());
    form.sandbox.play({
      kind: 'status',
      status: 422,
      body: ['Field content: too rude'],
      on: { method: 'POST' },
    });
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.problems).toEqual(['text: refused: Field content: too rude']);
    expect(await form.kept()).toMatchObject([
      { text: 'We talked.', outcome: { state: 'refused', problem: { at: 'text' } } },
    ]);
    await form.edit({ text: 'We talked politely.' });
    expect(form.problems).toEqual([]);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });

  const lost = { kind: 'drop', when: 'before', on: { method: 'POST' } } as const;
  const arrived = { kind: 'drop', when: 'after', on: { method: 'POST' } } as const;
  const nobodyAnswers = { kind: 'status', status: 500, on: { method: 'GET' }, times: Infinity } as const;

  it('is not repeated without confirmation while its outcome is unknown, even after a restart', async () => {
    await form.open(aDraft());
    form.sandbox.play(lost, nobodyAnswers);
    expect(await form.submit()).toMatchObject({
      kind: 'unknown',
      view: { unknownOutcome: 'unknown: network: lookup: server', problems: [] },
    });
    const [draft] = await form.kept();
    expect(draft?.outcome).toMatchObject({
      state: 'unknown',
      sent: { personIds: [1, 11], text: 'We talked.', date: '2025-11-19T14:00:00.000Z' },
    });
    form.session.dispose();
    form.sandbox.clearFaults();
    await form.open(draft ?? aDraft());
    expect(form.view.unknownOutcome).toBe('unknown: network');
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    await form.edit({ text: 'We talked, and more.' });
    expect(await form.submit()).toMatchObject({
      kind: 'refused',
      view: { unknownOutcome: 'unknown: network' },
    });
    expect(await form.submit('unknownOutcome')).toMatchObject({ kind: 'saved' });
  });

  it('asks again each time the outcome is unknown', async () => {
    await form.open(aDraft());
    form.sandbox.play({ ...lost, times: 2 }, nobodyAnswers);
    await form.submit();
    expect(await form.submit('unknownOutcome')).toMatchObject({ kind: 'unknown' });
    expect(form.view.unknownOutcome).toBe('unknown: network: lookup: server');
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(posts()).toBe(2);
  });

  it('is found as a similar interaction when it took effect and is sent again', async () => {
    await form.open(aDraft());
    form.sandbox.play(arrived, nobodyAnswers);
    await form.submit();
    form.sandbox.clearFaults();
    const answer = await form.submit('unknownOutcome');
    expect(answer).toMatchObject({ kind: 'refused', view: { neighbours: { items: [{ sameTime: true }] } } });
    expect(form.view.unknownOutcome).toBeUndefined();
    expect(await form.submit('neighbours')).toMatchObject({ kind: 'saved' });
  });

  it('is looked up at once, and can be sent again when it did not arrive', async () => {
    await form.open(aDraft());
    form.sandbox.play(lost);
    const before = form.clock.now();
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.view.unknownOutcome).toBeUndefined();
    expect(form.problems).toEqual(['form: not-saved']);
    expect(form.clock.now() - before).toBeGreaterThanOrEqual(5_000);
    expect(form.sandbox.requests.filter(({ method }) => method === 'GET')).toHaveLength(1 + 3);
    expect(await form.kept()).toMatchObject([{ outcome: { state: 'open' } }]);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });

  it('is not sent again before a lookup once it was sent', async () => {
    await form.open(aDraft());
    form.sandbox.play(lost);
    await form.submit();
    expect(form.problems).toEqual(['form: not-saved']);
    form.sandbox.play(nobodyAnswers);
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.problems).toEqual(['form: cannot-look']);
    expect(posts()).toBe(1);
    form.sandbox.clearFaults();
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(posts()).toBe(2);
  });

  it('is not sent a third time before a lookup, even after a refusal and a change', async () => {
    await form.open(aDraft());
    form.sandbox.play(lost);
    await form.submit();
    form.sandbox.play({ kind: 'status', status: 422, on: { method: 'POST' } });
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    await form.edit({ text: 'We talked, and more.' });
    form.sandbox.play(nobodyAnswers);
    await form.submit();
    expect(form.problems).toEqual(['form: cannot-look']);
    expect(posts()).toBe(2);
  });

  it('is looked up at once, and removes the draft when it arrived', async () => {
    await form.open(aDraft({ text: 'We talked of deal_memo_v3.' }));
    form.sandbox.play(arrived);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(form.saved).toMatchObject([{ type: 0, date: new Date('2025-11-19T14:00:00Z') }]);
    expect(await form.kept()).toEqual([]);
    expect(posts()).toBe(1);
  });

  it('is found when it takes effect a moment later', async () => {
    await form.open(aDraft());
    form.sandbox.play(lost);
    const answer = form.submit();
    while (posts() === 0 || form.sandbox.requests.at(-1)?.method !== 'GET') await settled();
    await form.client.interactions.create({
      type: 0,
      personIds: [1, 11],
      content: 'We talked.',
      date: '2025-11-19T14:00:00Z',
    });
    expect(await answer).toMatchObject({ kind: 'saved' });
  });

  it('is not mistaken for an interaction that existed before', async () => {
    await form.open(aDraft());
    const same = {
      type: 0,
      personIds: [1, 11],
      content: 'We talked.',
      date: '2025-11-19T14:00:00Z',
    } as const;
    await form.client.interactions.create(same);
    await form.submit();
    form.sandbox.play(lost);
    expect(await form.submit('neighbours')).toMatchObject({ kind: 'refused' });
    expect(form.problems).toEqual(['form: not-saved']);
  });

  it('stays unknown when the earlier interactions are unknown', async () => {
    await form.open(aDraft());
    form.sandbox.play({ kind: 'status', status: 500, on: { method: 'GET' } }, arrived);
    expect(await form.submit()).toMatchObject({ kind: 'unknown' });
    expect(form.view.unknownOutcome).toBe('unknown: network: lookup: alike');
    expect(form.problems).toEqual([]);
  });

  it('turns later edits into a change of the saved interaction', async () => {
    await form.open(aDraft());
    form.sandbox.play(arrived, { ...nobodyAnswers, on: { method: 'GET', nth: 2 } });
    await form.submit();
    form.sandbox.clearFaults();
    await form.edit({ text: 'We talked, and more.' });
    await form.say({ kind: 'checkOutcome' });
    expect(form.saved).toEqual([]);
    expect(form.problems).toEqual(['form: saved-before']);
    expect(form.view.subject).toMatchObject({ kind: 'update' });
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(posts()).toBe(1);
    const { noteIds = [] } = form.sandbox.interaction(0, form.saved[0]?.id ?? 0) ?? {};
    expect(form.sandbox.note(noteIds[0] ?? 0)?.content).toBe('We talked, and more.');
  });

  it('of an update is settled by reading the interaction', async () => {
    for (const when of ['before', 'after'] as const) {
      form = new FormOnSandbox();
      await openToEdit(0, 1001);
      await form.edit({ text: `Changed, ${when}.` });
      form.sandbox.play({ kind: 'drop', when, on: { method: 'PUT' } });
      await form.submit();
      expect(form.saved).toHaveLength(when === 'after' ? 1 : 0);
      if (when === 'before') expect(form.problems).toEqual(['form: not-saved']);
    }
  });

  it('of an update stays unknown when someone else changed the interaction', async () => {
    await openToEdit(0, 1001);
    await form.edit({ text: 'Mine.' });
    form.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'PUT' } });
    form.sandbox.play({ ...nobodyAnswers, on: { method: 'GET', nth: 3 } });
    expect(await form.submit()).toMatchObject({ kind: 'unknown' });
    form.sandbox.clearFaults();
    form.sandbox.changeBehindTheBack(0, 1001, { content: 'Theirs.' });
    await form.say({ kind: 'checkOutcome' });
    expect(form.view.unknownOutcome).toBe('unknown: network: lookup: differs');
    expect(form.problems).toEqual([]);
  });

  it('stays unknown when the lookup fails', async () => {
    await form.open(aDraft());
    form.sandbox.play(arrived, nobodyAnswers);
    await form.submit();
    expect(form.view.unknownOutcome).toBe('unknown: network: lookup: server');
    expect(form.problems).toEqual([]);
    form.isSignedIn = false;
    await form.say({ kind: 'checkOutcome' });
    expect(form.view.unknownOutcome).toBe('unknown: network: lookup: signed-out');
    expect(form.problems).toEqual([]);
    expect(await form.kept()).toMatchObject([{ outcome: { state: 'unknown' } }]);
  });

  it('stores the mark “sending” before the request goes out', async () => {
    await form.open(aDraft());
    form.sandbox.play({ kind: 'stall', on: { method: 'POST' } });
    void form.submit();
    await expect.poll(() => form.sandbox.requests.some(({ method }) => method === 'POST')).toBe(true);
    expect(await form.kept()).toMatchObject([
      { outcome: { state: 'unknown', problem: { kind: 'interrupted' } } },
    ]);
  });

  it('sends nothing while the account is signed out, and keeps the draft', async () => {
    await form.open(aDraft());
    form.isSignedIn = false;
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.problems).toEqual(['form: signed-out']);
    await form.edit({ text: 'More.' });
    expect(await form.kept()).toMatchObject([{ text: 'More.' }]);
  });

  it('is recorded even if the form was closed meanwhile', async () => {
    await form.open(aDraft());
    form.sandbox.play({ kind: 'status', status: 422, on: { method: 'POST' } });
    const answer = form.submit();
    form.session.receive({ kind: 'cancel' });
    form.session.dispose();
    await answer;
    expect(await form.kept()).toMatchObject([{ outcome: { state: 'refused' } }]);
  });
});

describe('saving', () => {
  it('sends one request for two submissions', async () => {
    await form.open(aDraft());
    form.session.receive({ kind: 'submit', submission: 98, revision: 0 });
    form.session.receive({ kind: 'submit', submission: 99, revision: 0 });
    await expect.poll(() => form.saved.length).toBe(1);
    await form.rest();
    expect(form.sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('sends nothing while an edit is missing', async () => {
    await form.open(aDraft());
    await form.say({ kind: 'submit', submission: 1, revision: 5 });
    expect(form.told).toContainEqual(expect.objectContaining({ kind: 'refused', submission: 1 }));
    expect(form.problems).toEqual(['form: not-in-step']);
  });

  it('sends nothing when another window has removed the draft', async () => {
    await form.open(aDraft());
    await form.edit({ text: 'Mine.' });
    await form.store.flush();
    for (const name of await form.storage.list()) await form.storage.remove(name);
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.problems).toEqual(['form: gone-elsewhere']);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });

  it('says at once that another window has saved the draft, and sends later edits only after a second save', async () => {
    await form.open(aDraft());
    await form.edit({ text: 'Mine.' });
    await form.store.flush();
    for (const name of await form.storage.list()) await form.storage.remove(name);
    await form.store.load('7/1');
    await form.rest();
    expect(form.problems).toEqual(['form: gone-elsewhere']);
    await form.edit({ text: 'Mine, and more.' });
    expect(await form.kept()).toMatchObject([{ text: 'Mine, and more.' }]);
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.problems).toEqual(['form: gone-elsewhere']);
    expect(posts()).toBe(0);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
  });

  it('says what another window did to the draft once it is known', async () => {
    await form.open(aDraft());
    await form.edit({ text: 'Mine.' });
    await form.store.flush();
    const names = await form.storage.list();
    const locks = await Promise.all(names.map((name) => form.storage.lock(name)));
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.problems).toEqual(['form: busy-elsewhere']);
    for (const name of names) await form.storage.remove(name);
    for (const release of locks) await release?.();
    await form.store.load('7/1');
    await form.rest();
    expect(form.problems).toEqual(['form: gone-elsewhere']);
  });

  it('ends for a page that was reloaded meanwhile, too', async () => {
    await form.client.interactions.create({
      type: 0,
      personIds: [1, 11],
      content: 'x',
      date: new Date('2025-11-19T14:10:00Z'),
    });
    await form.open(aDraft());
    const answer = form.submit();
    await form.say({ kind: 'ready', timeZone: 'Europe/Berlin' });
    const init = form.told.findIndex(({ kind }, index) => index > 0 && kind === 'init');
    expect(form.told[init]).toHaveProperty('view.saving');
    await answer;
    await form.rest();
    const views = form.told.slice(init + 1).filter(({ kind }) => kind === 'view');
    expect(views.at(-1)).toMatchObject({ view: { neighbours: {} } });
    expect(views.at(-1)).not.toHaveProperty('view.saving');
  });

  it('answers a submission during a lookup, and keeps what is typed meanwhile', async () => {
    await form.open(aDraft());
    form.sandbox.play({ kind: 'drop', when: 'before', on: { method: 'POST' } });
    form.sandbox.play({ kind: 'status', status: 500, on: { method: 'GET', nth: 2 }, times: Infinity });
    await form.submit();
    form.sandbox.clearFaults();
    form.session.receive({ kind: 'checkOutcome' });
    form.session.receive({ kind: 'edit', revision: form.next(), values: { text: 'In this very moment.' } });
    expect(await form.submit('unknownOutcome')).toMatchObject({ kind: 'refused' });
    await form.clock.pass(60_000);
    await form.rest();
    expect(form.problems).toEqual(['form: not-saved']);
    expect(await form.kept()).toMatchObject([{ text: 'In this very moment.', outcome: { state: 'open' } }]);
  });

  it('sends nothing when the draft is discarded before the request', async () => {
    await form.open(aDraft());
    await form.edit({ text: 'Discard me.' });
    const answer = form.submit();
    form.session.receive({ kind: 'discardDraft' });
    await answer;
    expect(form.done).toContain('close');
    expect(posts()).toBe(0);
    expect(await form.kept()).toEqual([]);
  });

  it('ignores an edit that arrives late or twice', async () => {
    await form.open(aDraft());
    await form.say({ kind: 'edit', revision: 2, values: { text: 'second' } });
    await form.say({ kind: 'edit', revision: 1, values: { text: 'first' } });
    expect(form.session.draft.text).toBe('second');
    await form.say({ kind: 'ready', timeZone: 'UTC' });
    await form.say({ kind: 'edit', revision: 1, values: { text: 'after a reload' } });
    expect(form.session.draft.text).toBe('after a reload');
  });
});

describe('a form for an existing interaction', () => {
  it('is filled with the interaction, and sends only the changes', async () => {
    await openToEdit(0, 1001);
    expect(form.told[0]).toMatchObject({ values: { type: 0, text: 'see deal_memo_v3' } });
    expect(form.view).toMatchObject({
      subject: { kind: 'update', title: 'Kick-off' },
      typeLocked: 'type locked',
    });
    await form.edit({ text: 'see deal_memo_v4', type: 1 });
    await form.submit();
    const put = form.sandbox.requests.find(({ method }) => method === 'PUT');
    expect(put?.body).toEqual({ type: 0, content: 'see deal_memo_v4' });
    expect(form.saved).toHaveLength(1);
  });

  it('sends nothing without changes', async () => {
    await openToEdit(0, 1001);
    await form.submit();
    expect(form.problems).toEqual(['form: nothing-changed']);
    await form.edit({ date: '2025-10-21 13:00' });
    expect(form.problems).toEqual([]);
    await form.edit({ date: '2025-10-21 14:00' });
    expect(form.problems).toEqual(['form: nothing-changed']);
  });

  it('locks a text that mentions people, but not the people', async () => {
    await openToEdit(0, 1002);
    expect(form.view.text.locked).toBe('locked by mentions');
    await form.paste('ann@small.example');
    await form.submit();
    expect(form.sandbox.interaction(0, 1002)?.personIds).toEqual([ids.ben, ids.jane, ids.joe, ids.ann]);
  });

  it('shows the changes of others, and saves on top of them after a confirmation', async () => {
    await openToEdit(0, 1001);
    await form.edit({ text: 'Mine.' });
    await form.paste('Joe Doe');
    form.sandbox.changeBehindTheBack(0, 1001, {
      content: 'Theirs.',
      personIds: [ids.ann, ids.jane, ids.ben],
    });
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(form.view.conflict).toEqual({
      sentence: 'changed: people,text',
      changes: [
        { at: 'people', theirs: 'Ann Lee,Jane Roe,Ben Carter', mine: 'Ann Lee,Jane Roe,Ben Carter,Joe Doe' },
        { at: 'text', theirs: 'Theirs.', mine: 'Mine.' },
      ],
    });
    await form.say({ kind: 'showDifference' });
    expect(form.done).toEqual(['difference in people,text, Europe/Berlin']);
    await form.submit('conflict');
    const { personIds, noteIds = [] } = form.sandbox.interaction(0, 1001) ?? {};
    expect(personIds).toEqual([ids.ann, ids.jane, ids.ben, ids.joe]);
    expect(form.sandbox.note(noteIds[0] ?? 0)?.content).toBe('Mine.');
  });

  it('takes their version, and then has nothing to save', async () => {
    await openToEdit(0, 1001);
    await form.edit({ text: 'Mine.' });
    form.sandbox.changeBehindTheBack(0, 1001, { content: 'Theirs.', personIds: [ids.ben, ids.jane] });
    await form.submit();
    await form.say({ kind: 'takeTheirs', revision: form.next() });
    expect(form.told.findLast((said) => said.kind === 'view' && said.values !== undefined)).toMatchObject({
      values: { text: 'Theirs.' },
    });
    expect(form.chips).toEqual(['known Ben Carter', 'known Jane Roe']);
    expect(form.view.conflict).toBeUndefined();
    await form.submit();
    expect(form.problems).toEqual(['form: nothing-changed']);
  });

  it('does not take their version while a save is running', async () => {
    await openToEdit(0, 1001);
    await form.edit({ text: 'Mine.' });
    form.sandbox.changeBehindTheBack(0, 1001, { content: 'Theirs.' });
    await form.submit();
    const before = form.told.length;
    const saving = form.submit('conflict');
    form.session.receive({ kind: 'takeTheirs', revision: form.next() });
    expect(await saving).toMatchObject({ kind: 'saved' });
    const views = form.told.slice(before).filter(({ kind }) => kind === 'view');
    expect(
      views.every((view) => !('values' in view)),
      'no values are set',
    ).toBe(true);
    const { noteIds = [] } = form.sandbox.interaction(0, 1001) ?? {};
    expect(form.sandbox.note(noteIds[0] ?? 0)?.content).toBe('Mine.');
  });

  it('takes their version of the conflicting fields only', async () => {
    await openToEdit(0, 1001);
    await form.edit({ text: 'A long text.' });
    await form.paste('Joe Doe');
    form.sandbox.changeBehindTheBack(0, 1001, { date: Date.UTC(2025, 9, 22, 10) });
    await form.submit();
    expect(form.view.conflict?.changes).toMatchObject([{ at: 'date', mine: 'theirs stays' }]);
    await form.say({ kind: 'takeTheirs', revision: form.next() });
    expect(form.session.draft).toMatchObject({ text: 'A long text.', date: { text: '2025-10-22 12:00' } });
    expect(form.chips).toEqual(['known Ann Lee', 'known Jane Roe', 'known Joe Doe']);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    const { date, personIds, noteIds = [] } = form.sandbox.interaction(0, 1001) ?? {};
    expect(date).toBe(Date.UTC(2025, 9, 22, 10));
    expect(personIds).toEqual([ids.ann, ids.jane, ids.joe]);
    expect(form.sandbox.note(noteIds[0] ?? 0)?.content).toBe('A long text.');
  });

  it('keeps the draft when the interaction is gone', async () => {
    await openToEdit(0, 1001);
    await form.edit({ text: 'Mine.' });
    form.sandbox.deleteBehindTheBack(0, 1001);
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(await form.kept()).toMatchObject([
      { text: 'Mine.', outcome: { state: 'refused', problem: { kind: 'not-found' } } },
    ]);
  });

  it('warns that formatting will be lost once the text is changed', async () => {
    const base = { date: '2025-11-19T14:00:00.000Z', people: [ben, jane], text: 'Bold.', formatted: true };
    await form.open(aDraft({ subject: { kind: 'update', type: 0, id: 1002, base }, text: 'Bold.' }));
    expect(form.view.provenance).toEqual([]);
    await form.edit({ text: 'Bolder.' });
    expect(form.view.provenance).toEqual([{ at: 'text', sentence: 'formatting will be lost' }]);
  });
});

describe('closing a form', () => {
  it('asks nothing when the draft is stored', async () => {
    await openToLog();
    await form.edit({ text: 'Half a thought' });
    await form.say({ kind: 'cancel' });
    expect(form.done).toEqual(['close']);
    expect(await form.kept()).toHaveLength(1);
  });

  it('asks when the draft could not be stored', async () => {
    await openToLog();
    form.storage.write = () => Promise.reject(new Error('full'));
    await form.edit({ text: 'Half a thought' });
    form.isSure = false;
    await form.say({ kind: 'cancel' });
    expect(form.done).toEqual(['confirmLoss']);
    expect(form.view.draft).toEqual({ sentence: 'failing', atRisk: true });
  });

  it('discards a draft only after a confirmation', async () => {
    await openToLog();
    await form.edit({ text: 'Half a thought' });
    form.isSure = false;
    await form.say({ kind: 'discardDraft' });
    expect(await form.kept()).toHaveLength(1);
    form.isSure = true;
    await form.say({ kind: 'discardDraft' });
    expect(await form.kept()).toEqual([]);
    expect(form.done).toEqual(['confirmDiscard', 'confirmDiscard', 'close']);
  });
});

it('answers any messages in any order within the protocol, and never throws', async () => {
  const revision = fc.nat(12);
  const text = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('Jane Roe', 'yesterday', 'x@y.example', '😀'),
  );
  const values = fc.record(
    { type: fc.constantFrom(0, 1, 2), date: text, direction: fc.constantFrom(0, 1), text },
    { requiredKeys: [] },
  );
  const messages = fc.oneof(
    fc.constant({ kind: 'ready', timeZone: 'Asia/Kolkata' }),
    fc.record({ kind: fc.constant('edit'), revision, values }),
    fc.record({ kind: fc.constant('addPeople'), revision, text: text.filter((one) => one !== '') }),
    fc.record({ kind: fc.constant('addPerson'), revision, id: fc.nat(20) }),
    fc.record({
      kind: fc.constant('removePerson'),
      revision,
      key: fc.constantFrom('p:1', 'p:11', 't:1', 't:2'),
    }),
    fc.record({
      kind: fc.constant('choosePerson'),
      revision,
      key: fc.constantFrom('t:1', 't:2'),
      id: fc.nat(20),
    }),
    fc.record({ kind: fc.constant('searchPeople'), query: fc.nat(), text }),
    fc.record({ kind: fc.constant('takeTheirs'), revision }),
    fc.constantFrom({ kind: 'checkOutcome' }, { kind: 'cancel' }, { kind: 'showDifference' }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(messages, { maxLength: 12 }), async (all) => {
      form = new FormOnSandbox();
      await form.open(aDraft());
      for (const message of all) form.session.receive(messageToHostSchema.parse(message));
      await form.rest();
      expect(form.told.length).toBeGreaterThan(0);
    }),
    { numRuns: runCount(25) },
  );
});
