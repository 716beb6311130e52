import { readMessageToHost } from '../../src/protocol/messageToHost.ts';
import { readMessageToPage } from '../../src/protocol/messageToPage.ts';
import type { Random } from '../faults/random.ts';
import { aDraft } from '../drafts/support/aDraft.ts';
import { FormOnSandbox } from '../drafts/support/formOnSandbox.ts';
import { mutated } from './mutated.ts';

/** Every message of the page, with the keys that it may have. Written down here anew, not taken from the schema. */
const toHost: readonly { readonly kind: string; readonly [key: string]: unknown }[] = [
  { kind: 'ready', timeZone: 'Europe/Berlin' },
  {
    kind: 'edit',
    revision: 1,
    values: { type: 1, date: 'yesterday', people: 'Ja', direction: 0, text: 'x' },
  },
  { kind: 'addPerson', revision: 1, id: 11 },
  { kind: 'addPeople', revision: 1, text: 'Jane Roe' },
  { kind: 'removePerson', revision: 1, key: 'p:11' },
  { kind: 'choosePerson', revision: 1, key: 't:1', id: 11 },
  { kind: 'lookUpPeople' },
  { kind: 'searchPeople', query: 1, text: 'jane' },
  { kind: 'submit', submission: 1, revision: 0, despite: 'neighbours' },
  { kind: 'editNeighbour', type: 0, id: 1001 },
  { kind: 'showDifference' },
  { kind: 'takeTheirs', revision: 1 },
  { kind: 'checkOutcome' },
  { kind: 'cancel' },
  { kind: 'discardDraft' },
  { kind: 'dropped', problem: 'x' },
];

/** One spoilt message to the host, and what it must not do. */
export function fuzzMessageToHost(index: number, random: Random): string | undefined {
  const message = mutated(toHost[index % toHost.length], random);
  const reading = readMessageToHost(message);
  if (!reading.ok) return undefined;
  const known = toHost.find(({ kind }) => kind === reading.message.kind);
  const isAllowed =
    known !== undefined && Object.keys(reading.message).every((key) => Object.hasOwn(known, key));
  const numbers = Object.values(reading.message).filter((value) => typeof value === 'number');
  if (isAllowed && numbers.every((value) => Number.isSafeInteger(value) && value >= 0)) return undefined;
  return `accepted: ${JSON.stringify(reading.message).slice(0, 300)}`;
}

/** Spoils messages of a real form to its page. */
export class MessagesToPage {
  readonly #messages: readonly unknown[];

  private constructor(messages: readonly unknown[]) {
    this.#messages = messages;
  }

  static async ofForm(): Promise<MessagesToPage> {
    const form = new FormOnSandbox();
    await form.open(aDraft());
    await form.edit({ text: 'x' });
    await form.paste('Jane Roe, Nobody Known');
    await form.submit();
    return new MessagesToPage(form.told);
  }

  fuzz(index: number, random: Random): string | undefined {
    const original = this.#messages[index % this.#messages.length];
    const message = mutated(original, random);
    const reading = readMessageToPage(message);
    if (!reading.ok) return undefined;
    const kinds = ['init', 'view', 'suggestions', 'saved', 'refused', 'unknown'];
    const isExtended = Object.keys(reading.message).some((key) => !KEYS.has(key));
    return kinds.includes(reading.message.kind) && !isExtended
      ? undefined
      : 'accepted a key that there is not';
  }
}

const KEYS = new Set([
  'kind',
  'revision',
  'view',
  'values',
  'words',
  'draft',
  'query',
  'people',
  'sentence',
  'submission',
]);

/** A form that hears twenty spoilt messages: what it may not do without a message that says so is to write. */
export async function fuzzForm(random: Random): Promise<string | undefined> {
  const form = new FormOnSandbox();
  await form.open(aDraft());
  let mayWrite = false;
  for (let count = 0; count < 20; count += 1) {
    const reading = readMessageToHost(mutated(random.pick(toHost), random));
    if (!reading.ok) continue;
    mayWrite ||= reading.message.kind === 'submit';
    form.session.receive(reading.message);
  }
  await form.rest();
  const writes = form.sandbox.requests.filter(({ method }) => method !== 'GET').length;
  return writes > 0 && !mayWrite ? 'a write without a submit' : undefined;
}
