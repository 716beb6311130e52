import { describe, expect, it } from 'vitest';
import { readInteraction } from '../../../src/drafts/model/interactionReading.ts';
import { draftToEdit } from '../../../src/drafts/model/newDraft.ts';
import { readForDeletion } from '../../../src/drafts/writing/readForDeletion.ts';
import type { LoggableTypeId } from '../../../src/model/interactionTypes.ts';
import { SampleDataBuilder } from '../../../src/sandbox/testing/index.ts';
import { ids, NOW } from '../../sandbox/smallFirm.ts';
import { aDraft, ann } from '../support/aDraft.ts';
import { FormOnSandbox } from '../support/formOnSandbox.ts';

const start = { id: 'one', account: '7/1', user: ann, now: new Date(NOW), zone: 'UTC' };

async function edit(form: FormOnSandbox, type: LoggableTypeId, id: number, name = 'one'): Promise<void> {
  const draft = draftToEdit({ ...start, id: name }, await readInteraction(form.client, { type, id }));
  if (draft === undefined) throw new Error('This cannot be edited.');
  await form.open(draft);
}

const puts = ({ sandbox }: FormOnSandbox) =>
  sandbox.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body);

describe('a service that requires person_ids in an update', () => {
  it('gets the update once more with the people that were just read', async () => {
    const form = new FormOnSandbox({ open: { personIdsInUpdate: 'required' } });
    await edit(form, 0, 1001);
    await form.edit({ text: 'Changed.' });
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(puts(form)).toEqual([
      { type: 0, content: 'Changed.' },
      { type: 0, content: 'Changed.', person_ids: [ids.ann, ids.jane] },
    ]);
    expect(form.sandbox.interaction(0, 1001)?.personIds).toEqual([ids.ann, ids.jane]);
  });

  it('gets the people with every later update of the window', async () => {
    const form = new FormOnSandbox({ open: { personIdsInUpdate: 'required' } });
    for (const [name, text] of [
      ['one', 'First.'],
      ['two', 'Second.'],
    ] as const) {
      await edit(form, 0, 1001, name);
      await form.edit({ text });
      expect(await form.submit()).toMatchObject({ kind: 'saved' });
    }
    expect(puts(form)).toHaveLength(3);
    expect(puts(form).at(-1)).toMatchObject({ content: 'Second.', person_ids: [ids.ann, ids.jane] });
  });

  it('gets the people as others left them, with the changes of the user', async () => {
    const form = new FormOnSandbox({ open: { personIdsInUpdate: 'required' } });
    await edit(form, 0, 1001);
    await form.edit({ text: 'Changed.' });
    form.sandbox.changeBehindTheBack(0, 1001, { personIds: [ids.ann, ids.jane, ids.joe] });
    await form.submit();
    await form.paste('ben@small.example');
    await form.submit();
    expect(await form.submit('conflict')).toMatchObject({ kind: 'saved' });
    expect(form.sandbox.interaction(0, 1001)?.personIds).toEqual([ids.ann, ids.jane, ids.joe, ids.ben]);
  });
});

describe('an update that is refused', () => {
  it.each([
    ['another field', { body: ['Field content: too rude'] }, { text: 'Changed.' }],
    ['the people that it names', { body: ['Field person_ids: unknown'] }, { people: true }],
  ] as const)('for %s is not repeated', async (_, { body }, change) => {
    const form = new FormOnSandbox();
    await edit(form, 0, 1001);
    if ('people' in change) await form.paste('ben@small.example');
    else await form.edit(change);
    form.sandbox.play({ kind: 'status', status: 422, body, on: { method: 'PUT' } });
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(puts(form)).toHaveLength(1);
    expect(form.learned).toEqual({});
  });

  it('for missing people, and then again with people, changes nothing about later updates', async () => {
    const form = new FormOnSandbox();
    await edit(form, 0, 1001);
    await form.edit({ text: 'Changed.' });
    const body = ['Field person_ids: is required'];
    form.sandbox.play({ kind: 'status', status: 422, body, on: { method: 'PUT' }, times: 2 });
    expect(await form.submit()).toMatchObject({ kind: 'refused' });
    expect(puts(form)).toHaveLength(2);
    expect(form.learned).toEqual({});
  });
});

describe('a field that the service ignores', () => {
  it('is named after an update', async () => {
    const form = new FormOnSandbox({ open: { directionInUpdate: 'ignored' } });
    await edit(form, 2, 1001);
    await form.edit({ direction: 0 });
    expect(await form.submit()).toMatchObject({ kind: 'saved', sentence: 'saved 1001,direction' });
  });

  it('is not named when the service accepted it', async () => {
    const form = new FormOnSandbox();
    await edit(form, 2, 1001);
    await form.edit({ direction: 0 });
    expect(await form.submit()).toMatchObject({ kind: 'saved', sentence: 'saved 1001' });
  });

  it.each([
    ['date', { date: '2025-11-19T16:00:00Z' }, 'date'],
    ['people', { persons: [] }, 'people'],
    ['direction', { direction: 1 }, 'direction'],
    ['date and people', { date: '2025-11-19T16:00:00Z', persons: [] }, 'date,people'],
  ])('is named after a create: %s', async (_, answered, named) => {
    const form = new FormOnSandbox();
    await form.open(aDraft({ type: 2, direction: 0 }));
    form.alterAnswers((method, body) => (method === 'POST' ? { ...body, ...answered } : body));
    const answer = await form.submit();
    expect(answer.kind === 'saved' && answer.sentence).toMatch(new RegExp(`,${named}$`));
  });
});

describe('a note with formatting', () => {
  const html = '<p>Hi <strong>Bob</strong>,</p><ul><li>one</li><li>two</li></ul><p>see a_b*c</p>';

  /** A meeting with a note of a type, as a service with the given answers has it. */
  function withNote(type: 2 | 3, richText: 'markdown' | 'html'): FormOnSandbox {
    const firm = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
    firm.colleague({ id: ids.ann, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
    firm.person({ id: ids.jane, firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
    const meeting = firm.interaction({
      type: 0,
      date: NOW - 86_400_000,
      personIds: [ids.ann, ids.jane],
      manualCreatorId: ids.ann,
    });
    firm.noteOn(meeting, { id: 501, creatorId: ids.ann, createdAt: NOW, content: html, type });
    return new FormOnSandbox({ data: firm.build(), open: { richText } });
  }

  it.each([
    ['rich text that comes back as Markdown', 2, 'markdown'],
    ['rich text that comes back as HTML', 2, 'html'],
    ['a note of the meeting notetaker', 3, 'markdown'],
  ] as const)('keeps its lines when a word is changed: %s', async (_, type, richText) => {
    const form = withNote(type, richText);
    await edit(form, 0, 1001);
    const [opening] = form.told;
    const text = opening?.kind === 'init' ? opening.values.text : '';
    const lines = text.split('\n').filter((line) => line !== '');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^Hi (?:\*\*)?Bob(?:\*\*)?,$/u);
    expect(lines.slice(1, 3).map((line) => line.replace(/^[-*] +/u, ''))).toEqual(['one', 'two']);
    expect(lines[3]).toBe('see a_b*c');
    expect(form.view.provenance).toEqual([]);
    await form.edit({ text: text.replace('two', 'three') });
    expect(form.view.provenance).toEqual([{ at: 'text', sentence: 'formatting will be lost' }]);
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(puts(form)).toEqual([{ type: 0, content: text.replace('two', 'three') }]);
  });

  it.each([
    [2, 'markdown'],
    [2, 'html'],
    [3, 'markdown'],
  ] as const)('keeps its lines in an undo of a deletion: type %i as %s', async (type, richText) => {
    const { client } = withNote(type, richText);
    const { undo } = await readForDeletion(client, { type: 0, id: 1001 });
    if (undo.kind !== 'possible') throw new Error('no undo');
    expect(undo.losesFormatting).toBe(true);
    expect(undo.entry.content.split('\n').filter((line) => line !== '')).toHaveLength(4);
    expect(undo.entry.content).toMatch(/^[-*] +two$/mu);
  });
});
