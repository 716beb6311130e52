import type { KnownPerson } from '../../src/model/knownPerson.ts';
import type { FormValues } from '../../src/protocol/formValues.ts';
import type { Chip, FormView } from '../../src/protocol/formView.ts';
import type { FormHost } from './formHost.ts';
import { ambiguousChip, filledView, jane, john, reading } from './views.ts';

const everyone = [jane, john];

/** A minimal host: keeps the draft, reads one date and knows two people. */
export class ScriptedDesk {
  readonly #host: FormHost;
  view: FormView;
  values: FormValues;
  #next = 0;

  constructor(host: FormHost, opening: { readonly view: FormView; readonly values: FormValues }) {
    this.#host = host;
    this.view = opening.view;
    this.values = opening.values;
    host.on('edit', async ({ revision, values }) => {
      this.values = { ...this.values, ...values } as FormValues;
      const readable = this.values.date === 'yesterday 3pm';
      await this.answer(revision, {
        date: readable ? { reading, warnings: [] } : { warnings: [] },
        hasDirection: this.values.type === 2,
      });
    });
    host.on('addPerson', async ({ revision, id }) => {
      await this.#add(revision, ...everyone.filter((person) => person.id === id).map(chipOf));
    });
    host.on('addPeople', async ({ revision, text }) => {
      await this.#add(revision, ...text.split(/[\n,;]+/).map((typed) => this.#resolved(typed.trim())));
    });
    host.on('choosePerson', async ({ revision, key, id }) => {
      const chips = this.view.people.chips.map((chip) => chosen(chip, key, id));
      await this.answer(revision, { people: { ...this.view.people, chips } });
    });
    host.on('removePerson', async ({ revision, key }) => {
      const chips = this.view.people.chips.filter((chip) => chip.key !== key);
      await this.answer(revision, { people: { ...this.view.people, chips } });
    });
    host.on('confirmPeople', async ({ revision, key }) => {
      const chips = this.view.people.chips.map((chip) =>
        chip.state === 'known' && (key === undefined || key === chip.key) ? chipOf(chip.person) : chip,
      );
      await this.answer(revision, { people: { ...this.view.people, chips } });
    });
    host.on('removeProposals', async ({ revision }) => {
      const chips = this.view.people.chips.filter(({ proposed }) => proposed !== true);
      await this.answer(revision, { people: { chips } });
    });
    host.on('searchPeople', async ({ query, text }) => {
      if (text === '') return;
      const people = everyone.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
      await host.send({ kind: 'suggestions', query, people });
    });
  }

  async answer(revision: number, changes: Partial<FormView>): Promise<void> {
    this.view = { ...this.view, ...changes };
    await this.#host.send({ kind: 'view', revision, view: this.view });
  }

  async #add(revision: number, ...chips: readonly Chip[]): Promise<void> {
    await this.answer(revision, {
      people: { ...this.view.people, chips: [...this.view.people.chips, ...chips] },
    });
  }

  #resolved(typed: string): Chip {
    const key = `t:${String(100 + this.#next++)}`;
    const found = everyone.find(({ name, email }) => name === typed || email === typed);
    if (found !== undefined) return chipOf(found);
    if (typed === 'Sam') return { ...ambiguousChip, key };
    return { state: 'unknown', key, typed, problem: 'Affinity has no person with this address.' };
  }
}

function chipOf(person: KnownPerson): Chip {
  return { state: 'known', key: `p:${String(person.id)}`, person };
}

function chosen(chip: Chip, key: string, id: number): Chip {
  if (chip.key !== key || chip.state !== 'ambiguous') return chip;
  const person = chip.candidates.find((candidate) => candidate.id === id);
  return person === undefined ? chip : { state: 'known', key, person };
}

export const refusedView: FormView = {
  ...filledView,
  people: { chips: [] },
  problems: [
    { at: 'people', sentence: 'Add at least one external person.' },
    { at: 'text', sentence: 'Enter a note.' },
  ],
  summary: 'Fix 2 problems before saving.',
};
