import { noteTypes } from '../store/sampleData.ts';
import type { NoteType } from '../store/sampleData.ts';
import { Random } from './random.ts';

const observations = [
  '{person} walked us through {topic}; the pilot customers renew.',
  '{company} grew about 40 % since we last spoke, mostly from existing customers.',
  'Churn is the open question; {person} will send cohort_data_2.csv.',
  'Good energy, small team, still no head of sales.',
  'They are talking to two other funds and expect a term sheet within weeks.',
  'Price came up twice. {person} thinks a list price would help.',
  'Runway until the end of next year without a new round.',
  'Unit economics look fine above 300 sites; below that they lose money.',
  'The market for {topic} is crowded, their edge is installation in a day.',
  'Reference customers say support answers within the hour.',
  'Main risk: one supplier for a part nobody else makes.',
  'They asked for introductions to our portfolio companies.',
];

const nextSteps = [
  'send the deck to the partners',
  'reference calls with two customers',
  'read deal_memo_v3 in the data_room',
  'introduce {person} to a possible head of sales',
  'meet again in two weeks',
  'ask for the audited numbers',
  'draft a term sheet',
  'check the patent situation',
];

/** A recorded meeting: the notetaker's summary, its answer to a question, and the spoken words. */
export const recording = {
  summary:
    '<p><strong>Summary</strong></p><p>The pilot at two warehouses goes on.</p>' +
    '<ul><li>Pick rate is up by 18 %.</li><li>The third site opens in the spring.</li></ul>',
  answer: '<p>Open questions: price per site, and who trains the night shift.</p>',
  transcript: [
    { speaker: 'Ann Lee', content: 'How does the pilot look after six weeks?', start: 4, end: 8 },
    { speaker: 'Jane Roe', content: 'Pick rate is up by 18 percent at both sites.', start: 9, end: 14 },
    { speaker: 'Ann Lee', content: 'And what still holds you back?', start: 15, end: 17 },
    { speaker: 'Jane Roe', content: 'Training the night shift, mostly.', start: 18, end: 22 },
  ],
} as const;

export interface Subject {
  /** The first word of the company's name. */
  readonly company: string;
  readonly topic: string;
  /** The first name of the most important outside person. */
  readonly person: string;
}

export interface NotePlan {
  readonly seed: number;
  readonly type: NoteType;
  readonly subject: Subject;
  /** Full names of the mentioned colleagues. */
  readonly mentions: readonly string[];
}

/** The text of a note. The same plan always gives the same text, so that texts need not be stored. */
export function sampleNote(plan: NotePlan): string {
  const random = new Random(plan.seed);
  const sentences = random.some(observations, 1 + random.below(3)).map((text) => filled(text, plan.subject));
  const steps = random.some(nextSteps, 1 + random.below(3)).map((text) => filled(text, plan.subject));
  const mentions = plan.mentions.map((name) => `@${name}`).join(' ');
  switch (plan.type) {
    case noteTypes.richText:
      return html(sentences, steps, { mentions, colour: random.chance(0.2) });
    case noteTypes.notetaker:
      return notetaker(sentences, steps, plan.subject);
    default:
      return [...sentences, `Next: ${steps.join('; ')}.`, mentions].join(' ').trim();
  }
}

/** Replaces the placeholders of a template. */
export function filled(template: string, subject: Subject): string {
  return template.replace(/\{(company|topic|person)\}/g, (_, word: keyof Subject) => subject[word]);
}

function html(
  sentences: readonly string[],
  steps: readonly string[],
  { mentions, colour }: { mentions: string; colour: boolean },
): string {
  const items = steps.map((step) => `<li>${step}</li>`).join('');
  const list = steps.length > 1 ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
  const heading = colour ? '<span style="color: rgb(180, 60, 40);">Next steps</span>' : 'Next steps';
  const names = mentions === '' ? '' : `<p><em>${mentions}</em></p>`;
  const paragraphs = sentences.map((text) => `<p>${text}</p>`).join('');
  return `${paragraphs}<p><strong>${heading}</strong></p>${list}${names}`;
}

function notetaker(
  sentences: readonly string[],
  steps: readonly string[],
  { person, topic }: Subject,
): string {
  const points = sentences.map((text) => `<li>${text}</li>`).join('');
  const actions = steps.map((step) => `<li><u>${person}</u>: ${step}</li>`).join('');
  const summary = `<p><strong>Summary</strong></p><p>The meeting was about ${topic}.</p><ul>${points}</ul>`;
  return `${summary}<p><strong>Actions</strong></p><ul>${actions}</ul>`;
}
