import { readInteraction } from '../../src/drafts/model/interactionReading.ts';
import { draftToEdit } from '../../src/drafts/model/newDraft.ts';
import type { MessageToPage } from '../../src/protocol/messageToPage.ts';
import { aDraft, ann } from '../drafts/support/aDraft.ts';
import { FormOnSandbox } from '../drafts/support/formOnSandbox.ts';
import { NOW } from '../sandbox/smallFirm.ts';

/** The messages of real forms to their pages: filled, refused, saved, with neighbours, in conflict and unknown. */
export async function toldByForms(): Promise<readonly MessageToPage[]> {
  const told = await Promise.all([filled(), saved(), unknown(), conflict()]);
  return told.flat();
}

async function filled(): Promise<readonly MessageToPage[]> {
  const form = new FormOnSandbox();
  const provenance = [{ field: 'people', from: 'text', addresses: 1, mentions: 0, leftOut: 0 }] as const;
  await form.open(aDraft({ type: 2, direction: 0, provenance }));
  await form.edit({ text: 'x', date: 'tomorrow 3pm' });
  await form.paste('Jane Roe, Nobody Known, J');
  await form.say({ kind: 'searchPeople', query: 1, text: 'j' });
  await form.clock.pass(1_000);
  await form.submit();
  return form.told;
}

async function saved(): Promise<readonly MessageToPage[]> {
  const form = new FormOnSandbox();
  const about = { kind: 'company', id: 21, name: 'Acme' } as const;
  await form.open(aDraft({ subject: { kind: 'create', about } }));
  await form.submit();
  await form.open(aDraft({ id: 'two' }));
  await form.submit();
  return form.told;
}

async function unknown(): Promise<readonly MessageToPage[]> {
  const form = new FormOnSandbox();
  await form.open(aDraft());
  await form.edit({ text: 'x' });
  form.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST' } });
  form.sandbox.play({ kind: 'status', status: 500, on: { method: 'GET', nth: 2 }, times: Infinity });
  await form.submit();
  return form.told;
}

async function conflict(): Promise<readonly MessageToPage[]> {
  const form = new FormOnSandbox();
  const start = { id: 'edit', account: '7/1', user: ann, now: new Date(NOW), zone: 'UTC' };
  const draft = draftToEdit(start, await readInteraction(form.client, { type: 0, id: 1001 }));
  if (draft === undefined) throw new Error('It cannot be edited.');
  await form.open(draft);
  await form.edit({ date: '2025-10-22 10:00', text: 'Mine.' });
  form.sandbox.changeBehindTheBack(0, 1001, { date: NOW, content: 'Theirs.' });
  await form.submit();
  await form.say({ kind: 'takeTheirs', revision: form.next() });
  return form.told;
}
