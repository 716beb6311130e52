import { beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { DraftStore } from '../../../src/drafts/store/draftStore.ts';
import { settled } from '../../support/virtualClock.ts';
import { aDraft } from '../support/aDraft.ts';
import { FormOnSandbox } from '../support/formOnSandbox.ts';

let form: FormOnSandbox;
let elsewhere: DraftStore;

beforeEach(async () => {
  form = new FormOnSandbox();
  const { storage, clock } = form;
  elsewhere = new DraftStore({ storage, clock, newId: () => 'other', onProblem: () => undefined });
  await form.open(aDraft());
  await form.edit({ text: 'Lost on the way.' });
  form.sandbox.play({ kind: 'drop', when: 'before', on: { method: 'POST' } });
});

/** Passes time until the form says that it looks what became of it. */
async function looking(): Promise<void> {
  form.session.receive({ kind: 'submit', submission: 1, revision: 1 });
  while (form.view.saving !== 'checking') {
    await settled();
    await form.clock.pass(1);
  }
}

const sending: Draft['outcome'] = { state: 'sending', sent: { at: '2025-11-20T12:00:00.000Z', type: 0 } };

async function claimElsewhere(): Promise<string> {
  await elsewhere.load('7/1');
  const [draft = aDraft()] = elsewhere.list('7/1');
  const claim = elsewhere.claim({ ...draft, outcome: sending });
  await form.clock.pass(1_000);
  return claim;
}

describe('during the lookup of a draft', () => {
  it('no other window can send the draft', async () => {
    await looking();
    expect((await form.kept()).map(({ outcome }) => outcome.state)).toEqual(['unknown']);
    expect(await claimElsewhere()).toBe('busy');
    await form.clock.pass(6_000);
    expect(form.problems).toEqual(['form: not-saved']);
    expect(await claimElsewhere()).toBe('claimed');
  });

  it('no other window can send the draft, even if it is edited meanwhile', async () => {
    await looking();
    await form.edit({ text: 'Typed while it was looked for.' });
    await form.clock.pass(1_000);
    expect(await claimElsewhere()).toBe('busy');
  });

  it('no other window can send the draft when the user asked for the lookup', async () => {
    form.sandbox.play({ kind: 'status', status: 500, on: { method: 'GET', nth: 2 }, times: Infinity });
    await form.submit();
    form.sandbox.clearFaults();
    await form.say({ kind: 'checkOutcome' });
    await form.edit({ text: 'Typed while it was looked for.' });
    await form.clock.pass(1_000);
    expect(form.view.saving).toBe('checking');
    expect(await claimElsewhere()).toBe('busy');
  });
});
