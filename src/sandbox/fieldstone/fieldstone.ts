import { interactionTypes, noteTypes } from '../store/sampleData.ts';
import type { SampleData } from '../store/sampleData.ts';
import { SampleDataBuilder } from '../store/sampleDataBuilder.ts';
import { cast, companies, companyKeys, globalCompanies, opportunities } from './cast.ts';
import type { Cast } from './cast.ts';
import type { Encounter } from './encounter.ts';
import { history, meetingsWith } from './history.ts';
import { Random } from './random.ts';
import { rarities } from './rarities.ts';
import { recording, sampleNote } from './sampleNote.ts';
import type { NotePlan } from './sampleNote.ts';

const DAY = 86_400_000;
/** 1 January 1970 was a Thursday. */
const FIRST_MONDAY = 4 * DAY;

/**
 * The sample workspace: Fieldstone Ventures, a small venture-capital firm, at the moment `now`. The same moment
 * and seed give the same data on every machine; people, companies and their ids depend on neither.
 */
export function fieldstone(now: Date, seed = 1): SampleData {
  const builder = new SampleDataBuilder({ id: 4207, name: 'Fieldstone Ventures', subdomain: 'fieldstone' });
  const everyone = cast(builder);
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
  addRecordedMeeting(builder, everyone, monday);
  return builder.build();
}

function addNeighbours(builder: SampleDataBuilder, everyone: Cast): void {
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
    // A colleague on an opportunity must not make meetings of colleagues appear.
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

/** A function of its own, so that the closure keeps only the plan alive. */
function contentOf(plan: NotePlan): () => string {
  return () => sampleNote(plan);
}

/** Notes on records rather than on interactions: one per kind, an old email note, and a reply. */
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
    type: noteTypes.richText,
    content: '<p>Why we invested.</p>',
  });
  builder.note({ ...written, parentId: thesis.id, content: 'Still true a year later.' });
  builder.note({ ...written, opportunityIds: [opportunity.id], content: 'Lead investor: see term_sheet_2.' });
  builder.note({
    ...written,
    personIds: [jane.id],
    type: noteTypes.oldEmail,
    content: 'From: Jane Roe\nSubject: Hello\n\nHello Ann.',
  });
}

/** The notetaker's summary of the last meeting with Acme Robotics before this week, its transcript, and replies. */
function addRecordedMeeting(builder: SampleDataBuilder, { colleagues, at }: Cast, monday: number): void {
  const acmeIds = at.acme.map(({ id }) => id);
  const meeting = builder
    .build()
    .interactions.filter(({ type, date }) => type === interactionTypes.meeting && date < monday)
    .findLast(({ personIds }) => personIds.some((id) => acmeIds.includes(id)));
  const [creator, colleague] = colleagues;
  if (!meeting || !creator || !colleague) return;
  const createdAt = meeting.date + 3 * 3_600_000;
  const summary = builder.noteOn(meeting, {
    type: noteTypes.notetaker,
    content: recording.summary,
    creatorId: creator.id,
    createdAt,
    transcript: recording.transcript,
  });
  const reply = { parentId: summary.id, createdAt: createdAt + 600_000 };
  builder.note({ ...reply, type: noteTypes.notetaker, content: recording.answer, creatorId: creator.id });
  builder.note({ ...reply, content: 'I send the reference list on Friday.', creatorId: colleague.id });
}
