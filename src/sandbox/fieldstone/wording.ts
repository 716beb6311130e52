import type { InteractionType } from '../store/sampleData.ts';
import type { Random } from './random.ts';

const templates: Readonly<Record<Exclude<InteractionType, 2>, Texts>> = {
  0: [
    'Kick-off with {company}',
    '{company} <> Fieldstone',
    'Weekly sync: {topic}',
    'Product demo: {topic}',
    'Coffee with {person}',
    'Lunch with {person}',
    '{company} {quarter} review',
    '{company} board meeting',
    'Pipeline and hiring',
    'Due diligence: {topic}',
    'Site visit {company}',
    'Introduction: {person} and the partners',
    'Term sheet walk-through',
    'Customer reference for {company}',
    'Roadmap session – {topic}',
  ],
  1: [
    'Call with {person}',
    'Quick catch-up with {person}',
    'Reference call on {company}',
    '{quarter} numbers with {person}',
    'Follow-up: {topic}',
  ],
  3: [
    'Re: {topic}',
    'Re: Next steps',
    '{company}: {quarter} update',
    'Deck and data room',
    'Intro: {person} <> Fieldstone',
    'Fwd: {company} in the news',
    'Re: Re: Cap table_v3.xlsx',
    'Thank you for today',
    'Question about {topic}',
    'Scheduling: {company} and Fieldstone',
    'Invitation – portfolio dinner',
    'Signed NDA_{company}.pdf',
  ],
};

export interface Subject {
  /** The first word of the company's name. */
  readonly company: string;
  readonly topic: string;
  /** The first name of the outside person who matters most. */
  readonly person: string;
}

/** The title of a meeting or call or the subject of an e-mail; now and then there is none. */
export function title(type: InteractionType, subject: Subject, random: Random): string | null {
  if (type === 2 || random.chance(type === 1 ? 0.6 : 0.04)) return null;
  const template = random.pick(templates[type]);
  return filled(
    template.replace('{quarter}', () => `Q${1 + random.below(4)}`),
    subject,
  );
}

/** A text with the words of a subject in the places kept for them. */
export function filled(template: string, subject: Subject): string {
  return template.replace(/\{(company|topic|person)\}/g, (_, word: keyof Subject) => subject[word]);
}

type Texts = readonly [string, ...string[]];
