import { BodyFields } from '../http/bodyFields.ts';
import { idInPath, knownRecord } from '../http/knownRecord.ts';
import { QueryFields, required } from '../http/queryFields.ts';
import { Refusal } from '../http/refusal.ts';
import type { RouteDeps } from '../http/sandboxEnv.ts';
import { tokenPage } from '../http/tokenPage.ts';
import { interactionTypes, noteTypes } from '../store/sampleData.ts';
import type { Note } from '../store/sampleData.ts';
import type { NewNote, Workspace } from '../store/workspace.ts';
import { timestamp } from './interactionJson.ts';

const paging = { maxSize: 500, place: (note: Note) => [note.id, 0] as const };

export function noteRoutes({ app, workspace }: RouteDeps): void {
  // Without `page_size` the answer is a bare array.
  app.get('/notes', (c) => {
    const query = new QueryFields(c.req.url);
    const { rows, envelope } = tokenPage(query, notesFor(workspace(), query), paging);
    const notes = rows.map((note) => noteJson(workspace(), note));
    return query.text('page_size') === undefined ? c.json(notes) : c.json({ notes, ...envelope });
  });

  app.get('/notes/:id', (c) => {
    const note = workspace().note(idInPath(c.req.param('id')));
    if (note === undefined) throw new Refusal(404, `There is no note ${c.req.param('id')}`);
    return c.json(noteJson(workspace(), note));
  });

  app.post('/notes', async (c) => {
    const draft = newNote(workspace(), await BodyFields.of(c.req.raw));
    return c.json(noteJson(workspace(), workspace().createNote({ ...draft, creatorId: c.get('user').id })));
  });
}

/** The text as it was written. */
export function noteContent({ content }: Note): string {
  return typeof content === 'string' ? content : content();
}

function notesFor(workspace: Workspace, query: QueryFields): Note[] {
  const [personId, companyId, opportunityId] = ['person_id', 'organization_id', 'opportunity_id'].map(
    (name) => query.id(name),
  );
  return [...workspace.notes]
    .filter((note) => personId === undefined || note.personIds.includes(personId))
    .filter((note) => companyId === undefined || note.companyIds.includes(companyId))
    .filter((note) => opportunityId === undefined || note.opportunityIds.includes(opportunityId))
    .toSorted((a, b) => a.id - b.id);
}

/** Source: V1 docs, Create a New Note. */
function newNote(workspace: Workspace, body: BodyFields): Omit<NewNote, 'creatorId'> {
  const personIds = body.ids('person_ids') ?? [];
  const companyIds = body.ids('organization_ids') ?? [];
  const opportunityIds = body.ids('opportunity_ids') ?? [];
  const parentId = body.id('parent_id') ?? null;
  for (const id of personIds) knownRecord(workspace, 'person', { id, field: 'person_ids' });
  for (const id of companyIds) knownRecord(workspace, 'company', { id, field: 'organization_ids' });
  for (const id of opportunityIds) knownRecord(workspace, 'opportunity', { id, field: 'opportunity_ids' });
  if (parentId !== null && workspace.note(parentId) === undefined)
    throw Refusal.invalidId('parent_id', parentId);
  if (personIds.length + companyIds.length + opportunityIds.length === 0 && parentId === null) {
    const words = 'At least one of person_ids, organization_ids, opportunity_ids and parent_id is required';
    throw new Refusal(422, words);
  }
  const content = required('content', body.text('content'));
  const type = body.choice('type', [noteTypes.plainText, noteTypes.richText]) ?? noteTypes.plainText;
  return { content, type, personIds, companyIds, opportunityIds, parentId };
}

/** Source: V1 docs, The Note Resource. */
function noteJson(workspace: Workspace, note: Note): object {
  const { interaction } = note;
  const attending = interaction && workspace.interaction(interaction.type, interaction.id)?.personIds;
  return {
    id: note.id,
    creator_id: note.creatorId,
    person_ids: note.personIds,
    associated_person_ids: [...new Set([...note.personIds, ...(attending ?? [])])],
    interaction_person_ids: attending ?? [],
    interaction_id: interaction?.id ?? null,
    interaction_type: interaction?.type ?? null,
    is_meeting: interaction?.type === interactionTypes.meeting,
    mentioned_person_ids: note.mentionedPersonIds,
    organization_ids: note.companyIds,
    opportunity_ids: note.opportunityIds,
    parent_id: note.parentId,
    content: escaped(noteContent(note)),
    type: note.type,
    created_at: timestamp(note.createdAt, note.id),
    updated_at: timestamp(note.updatedAt, note.id),
  };
}

/** The service answers every `_` as `\_`, so that a text that is sent back as it came gains a backslash. */
function escaped(content: string): string {
  return content.replaceAll('_', String.raw`\_`);
}
