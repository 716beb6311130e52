import { readMessageToHost } from '../../src/protocol/messageToHost.ts';
import { readMessageToPage } from '../../src/protocol/messageToPage.ts';
import type { MessageToPage } from '../../src/protocol/messageToPage.ts';
import { aDraft } from '../drafts/support/aDraft.ts';
import { FormOnSandbox } from '../drafts/support/formOnSandbox.ts';
import type { Random } from '../faults/random.ts';
import { mutated } from './mutated.ts';
import { Shape } from './shape.ts';
import { toldByForms } from './toldByForms.ts';

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
  { kind: 'confirmPeople', revision: 1, key: 'p:11' },
  { kind: 'removeProposals', revision: 1 },
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

const shapesToHost = new Map(
  toHost.map((sample) => [
    sample.kind,
    new Shape([sample], {
      words: (place) => WORDS_TO_HOST.get(place.split('.').at(-1) ?? ''),
      longest: (place) => LONGEST_TO_HOST[`${sample.kind}${place}`] ?? 2_000,
    }),
  ]),
);

const WORDS_TO_HOST: ReadonlyMap<string, readonly unknown[]> = new Map([
  ['type', [0, 1, 2]],
  ['direction', [0, 1]],
  ['despite', ['neighbours', 'conflict', 'unknownOutcome']],
]);

const LONGEST_TO_HOST: Readonly<Record<string, number>> = {
  'edit.values.text': 4_000_000,
  'edit.values.date': 200,
  'addPeople.text': 200_000,
  'searchPeople.text': 200,
};

/** One spoilt message to the host, and what it must not do. */
export function fuzzMessageToHost(index: number, random: Random): string | undefined {
  const message = mutated(toHost[index % toHost.length], random);
  const reading = readMessageToHost(message);
  if (!reading.ok) return undefined;
  const shape = shapesToHost.get(reading.message.kind);
  return shape === undefined ? 'accepted a kind that there is not' : shape.complaint(reading.message);
}

/** Spoils messages of real forms to their pages. */
export class MessagesToPage {
  readonly #messages: readonly MessageToPage[];
  readonly #shapes: ReadonlyMap<string, Shape>;

  private constructor(messages: readonly MessageToPage[]) {
    this.#messages = messages;
    const shape = (kind: string) =>
      new Shape(
        messages.filter((message) => message.kind === kind),
        { words: wordsToPage, longest: (place) => (place === '.values.text' ? 4_000_000 : 4_000) },
      );
    this.#shapes = new Map(KINDS_TO_PAGE.map((kind) => [kind, shape(kind)]));
  }

  static async ofForms(): Promise<MessagesToPage> {
    return new MessagesToPage(await toldByForms());
  }

  fuzz(index: number, random: Random): string | undefined {
    const message = this.accepted(index, random);
    if (message === undefined) return undefined;
    const shape = this.#shapes.get(message.kind);
    return shape === undefined ? 'accepted a kind that there is not' : shape.complaint(message);
  }

  /** The view that the page would draw for a corrupted message, if any. */
  accepted(index: number, random: Random): MessageToPage | undefined {
    const reading = readMessageToPage(mutated(this.#messages[index % this.#messages.length], random));
    return reading.ok ? reading.message : undefined;
  }
}

const KINDS_TO_PAGE = ['init', 'view', 'suggestions', 'saved', 'refused', 'unknown'];

/** The titles of fields, which are words of the page, have the names of the fields. */
function wordsToPage(place: string): readonly unknown[] | undefined {
  const name = place.split('.').at(-1) ?? '';
  return place.startsWith('.words') ? undefined : WORDS_TO_PAGE.get(name);
}

const WORDS_TO_PAGE: ReadonlyMap<string, readonly unknown[]> = new Map([
  ['at', ['type', 'date', 'people', 'direction', 'text', 'form']],
  ['state', ['known', 'waiting', 'resolving', 'ambiguous', 'unknown']],
  ['standing', ['internal', 'external']],
  ['type', [0, 1, 2]],
  ['direction', [0, 1]],
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
