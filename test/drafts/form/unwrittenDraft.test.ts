import { beforeEach, describe, expect, it } from 'vitest';
import type { DraftStorage } from '../../../src/drafts/store/draftStorage.ts';
import { aDraft } from '../support/aDraft.ts';
import { FormOnSandbox } from '../support/formOnSandbox.ts';

let form: FormOnSandbox;

beforeEach(async () => {
  form = new FormOnSandbox();
  await form.open(aDraft());
  await form.edit({ text: 'On a full disk.' });
  await form.clock.pass(1_000);
});

const full = () => Promise.reject(new Error('ENOSPC'));
/** Until what it gives is called. */
function failing(what: 'lock' | 'read' | 'write'): () => void {
  const works = { ...form.storage };
  Object.assign(form.storage, { [what]: full } satisfies Partial<DraftStorage>);
  return () => void Object.assign(form.storage, works);
}

const posts = () => form.sandbox.requests.filter(({ method }) => method === 'POST').length;

describe('a draft whose mark “sending” cannot be stored', () => {
  it.each(['lock', 'read', 'write'] as const)(
    'is not sent, when the %s fails, and says why',
    async (what) => {
      const mend = failing(what);
      expect(await form.submit()).toMatchObject({ kind: 'refused' });
      expect(form.problems).toEqual(['form: unwritten']);
      expect(posts()).toBe(0);
      mend();
      expect(await form.submit()).toMatchObject({ kind: 'saved' });
      expect(posts()).toBe(1);
    },
  );

  it('does not store the mark later, and releases the claim', async () => {
    const mend = failing('write');
    await form.submit();
    mend();
    await form.clock.pass(60_000);
    const kept = await form.kept();
    expect(kept.map(({ text, outcome }) => [text, outcome.state])).toEqual([['On a full disk.', 'open']]);
    const [name = ''] = await form.storage.list();
    expect(await form.storage.lock(name)).toBeDefined();
  });

  it('is not looked up either, and keeps its unknown outcome', async () => {
    form.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST' } });
    form.sandbox.play({ kind: 'status', status: 500, on: { method: 'GET', nth: 2 }, times: Infinity });
    expect(await form.submit()).toMatchObject({ kind: 'unknown' });
    form.sandbox.clearFaults();
    const mend = failing('lock');
    await form.say({ kind: 'checkOutcome' });
    expect(form.problems).toEqual(['form: unlooked']);
    expect(form.view.unknownOutcome).toBeDefined();
    mend();
    await form.say({ kind: 'checkOutcome' });
    expect(form.saved).toHaveLength(1);
  });
});
