import type { SampleData } from '../store/sampleData.ts';
import { SampleDataBuilder } from '../store/sampleDataBuilder.ts';
import { companies, globalCompanies, opportunities } from './cast.ts';
import type { Encounter } from './encounter.ts';
import { history, meetingsWith } from './history.ts';
import { noteText } from './noteText.ts';
import type { NotePlan } from './noteText.ts';
import { companyKeys, people } from './people.ts';
import type { People } from './people.ts';
import { Random } from './random.ts';
import { rarities } from './rarities.ts';

const DAY = 86_400_000;
/** 1 January 1970 was a Thursday. */
const FIRST_MONDAY = 4 * DAY;

/**
 * The sample workspace: Fieldstone Ventures, a small venture-capital firm, as it stands at `now`. The same
 * moment and the same seed give the same data on every machine; the cast, its ids included, depends on
 * neither.
 */
export function fieldstone(now: Date, seed = 1): SampleData {
  const builder = new SampleDataBuilder({ id: 4207, name: 'Fieldstone Ventures', subdomain: 'fieldstone' });
  const everyone = people(builder);
  addNeighbours(builder, everyone);
  const monday = Math.floor((now.getTime() - FIRST_MONDAY) / (7 * DAY)) * 7 * DAY + FIRST_MONDAY;
  const moments = companyKeys.flatMap((key, position) => {
    const random = new Random(seed * 1009 + position);
    const meet = meetingsWith(everyone, key, random);
    const past = history(key, monday, { meet, random });
    if (key !== 'acme') return past;
    return [...past, ...rarities({ people: everyone, meetAcme: meet, monday, now: now.getTime() }, random)];
  });
  // Ids grow with time, as if the firm had used the service all along.
  for (const { type, date, meet } of moments.toSorted((a, b) => a.date - b.date)) {
    addEncounter(builder, meet(type, date));
  }
  addLooseNotes(builder, monday);
  return builder.build();
}

function addNeighbours(builder: SampleDataBuilder, everyone: People): void {
  const idsAt = (key: (typeof companyKeys)[number]): number[] => everyone.at[key].map(({ id }) => id);
  const ids = Object.fromEntries(
    companyKeys.map((key) => {
      const { name, domain } = companies[key];
      const domains = domain === undefined ? [] : [domain];
      return [key, builder.company({ name, domains, personIds: idsAt(key) }).id];
    }),
  ) as Record<(typeof companyKeys)[number], number>;
  for (const company of globalCompanies) builder.company({ ...company, global: true });
  for (const { name, companies: keys, people: count } of opportunities) {
    const outside = keys.flatMap((key) => idsAt(key).slice(0, count));
    // The user stands on the first deal too: a colleague there must not make colleagues' meetings appear.
    const team = name.startsWith('Acme Robotics – Series') ? everyone.colleagues.slice(0, 1) : [];
    const personIds = [...outside, ...team.map(({ id }) => id)];
    builder.opportunity({ name, personIds, companyIds: keys.map((key) => ids[key]) });
  }
  builder.merged({ kind: 'company', id: 2_240_117, into: ids.acme });
  builder.merged({ kind: 'person', id: 38_700_117, into: idsAt('acme')[0] ?? 0 });
}

function addEncounter(builder: SampleDataBuilder, draft: Encounter): void {
  const interaction = builder.interaction(draft);
  const creatorId = draft.manualCreatorId ?? draft.personIds[0] ?? 0;
  const createdAt = (draft.endDate ?? draft.date) + 300_000;
  for (const plan of draft.notes) {
    const { type, mentionedIds: mentionedPersonIds } = plan;
    builder.noteOn(interaction, { type, content: contentOf(plan), creatorId, createdAt, mentionedPersonIds });
  }
}

/** On its own, so that the text to come keeps its plan alive and nothing else. */
function contentOf(plan: NotePlan): () => string {
  return () => noteText(plan);
}

/** Notes on records rather than on interactions: one per kind, an old e-mail note, and a reply. */
function addLooseNotes(builder: SampleDataBuilder, monday: number): void {
  const { persons, companies, opportunities } = builder.build();
  const [creator] = persons;
  const [company] = companies;
  const [opportunity] = opportunities;
  const jane = persons.find(({ lastName }) => lastName === 'Roe');
  if (!creator || !company || !opportunity || !jane) return;
  const written = { creatorId: creator.id, createdAt: monday - 200 * DAY };
  const thesis = builder.note({
    ...written,
    companyIds: [company.id],
    type: 2,
    content: '<p>Why we invested.</p>',
  });
  builder.note({ ...written, parentId: thesis.id, content: 'Still true a year later.' });
  builder.note({ ...written, opportunityIds: [opportunity.id], content: 'Lead investor: see term_sheet_2.' });
  builder.note({
    ...written,
    personIds: [jane.id],
    type: 1,
    content: 'From: Jane Roe\nSubject: Hello\n\nHello Ann.',
  });
}
