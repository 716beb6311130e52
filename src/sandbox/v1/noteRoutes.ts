import { BodyFields } from '../http/bodyFields.ts';
import { isHtml } from '../http/htmlNodes.ts';
import { idInPath, knownRecord } from '../http/knownRecord.ts';
import { QueryFields, required } from '../http/queryFields.ts';
import { Refusal } from '../http/refusal.ts';
import type { OpenQuestions, RouteDeps } from '../http/sandboxEnv.ts';
import { tokenPage } from '../http/tokenPage.ts';
import { noteTypes, typeFacts } from '../store/sampleData.ts';
import type { Note } from '../store/sampleData.ts';
import { noteContent } from '../store/workspace.ts';
import type { NewNote, Workspace } from '../store/workspace.ts';
import { timestamp } from './interactionJson.ts';
import { markdownFromHtml, markdownFromText } from './markdownFromHtml.ts';

const paging = { maxSize: 500, place: (note: Note) => [note.id, 0] as const };

/** Source: V1 docs, Notes. */
export function noteRoutes({ app, workspace, clock, open }: RouteDeps): void {
  app.get('/notes', (c) => {
    const query = new QueryFields(c.req.url);
    const found = listedNotes(workspace(), query, open.companyNotes);
    // Without `page_size` the answer is a bare array, which has no place for a token.
    if (query.text('page_size') === undefined) {
      return c.json(found.map((note) => noteJson(workspace(), note, open)));
    }
    const { rows, envelope } = tokenPage(query, found, paging);
    return c.json({ notes: rows.map((note) => noteJson(workspace(), note, open)), ...envelope });
  });

  app.get('/notes/:id', (c) => c.json(noteJson(workspace(), noteAt(workspace(), c.req.param('id')), open)));

  app.post('/notes', async (c) => {
    const draft = newNote(workspace(), await BodyFields.of(c.req.raw), clock.now());
    const note = workspace().createNote({ ...draft, creatorId: c.get('user').id });
    return c.json(noteJson(workspace(), note, open));
  });

  app.put('/notes/:id', async (c) => {
    const note = noteAt(workspace(), c.req.param('id'));
    const body = await BodyFields.of(c.req.raw);
    const content = required('content', body.text('content'));
    if (note.mentionedPersonIds.length > 0) {
      throw new Refusal(422, 'A note that mentions persons cannot be updated', 'content');
    }
    return c.json(noteJson(workspace(), workspace().changeNote(note, { content }), open));
  });

  app.delete('/notes/:id', (c) => {
    const note = noteAt(workspace(), c.req.param('id'));
    if (note.creatorId !== c.get('user').id) {
      throw new Refusal(403, 'A note can be deleted by its creator only');
    }
    workspace().deleteNote(note);
    return c.json({ success: true });
  });
}

function noteAt(workspace: Workspace, id: string): Note {
  const note = workspace.note(idInPath(id));
  if (note === undefined) throw new Refusal(404, `There is no note ${id}`);
  return note;
}

/**
 * A person's list holds the notes on the person and on all interactions with the person; the list of a company
 * holds the latter only in one of two readings. Several filters narrow each other.
 */
function listedNotes(
  workspace: Workspace,
  query: QueryFields,
  companyNotes: OpenQuestions['companyNotes'] = 'direct',
): Note[] {
  const personId = query.id('person_id');
  const companyId = query.id('organization_id');
  const opportunityId = query.id('opportunity_id');
  const creatorId = query.id('creator_id');
  const company =
    companyId === undefined
      ? undefined
      : knownRecord(workspace, 'company', { id: companyId, field: 'organization_id' });
  const isOfCompany = (note: Note): boolean =>
    company === undefined ||
    note.companyIds.includes(company.id) ||
    (companyNotes === 'with-interactions' &&
      attendeesOf(workspace, note).some((id) => company.personIds.includes(id)));
  return [...workspace.notes]
    .filter((note) => personId === undefined || personIdsOf(workspace, note).includes(personId))
    .filter((note) => opportunityId === undefined || note.opportunityIds.includes(opportunityId))
    .filter((note) => creatorId === undefined || note.creatorId === creatorId)
    .filter(isOfCompany)
    .toSorted((a, b) => a.id - b.id);
}

/** A reply has no other records. Source: V1 docs, Create a New Note. */
function newNote(workspace: Workspace, body: BodyFields, now: number): Omit<NewNote, 'creatorId'> {
  const content = required('content', body.text('content'));
  const type = body.choice('type', [noteTypes.plainText, noteTypes.richText]) ?? noteTypes.plainText;
  const createdAt = body.instant('created_at') ?? now;
  if (createdAt > now) throw new Refusal(422, 'created_at must not be in the future', 'created_at');
  const parentId = body.id('parent_id');
  if (parentId !== undefined) {
    const parent = workspace.note(parentId);
    if (parent === undefined) throw Refusal.invalidId('parent_id', parentId);
    if (parent.parentId !== null) throw new Refusal(422, 'parent_id must be a root note', 'parent_id');
    return { content, type, createdAt, parentId };
  }
  const personIds = body.ids('person_ids') ?? [];
  const companyIds = body.ids('organization_ids') ?? [];
  const opportunityIds = body.ids('opportunity_ids') ?? [];
  for (const id of personIds) knownRecord(workspace, 'person', { id, field: 'person_ids' });
  for (const id of companyIds) knownRecord(workspace, 'company', { id, field: 'organization_ids' });
  for (const id of opportunityIds) knownRecord(workspace, 'opportunity', { id, field: 'opportunity_ids' });
  if (personIds.length + companyIds.length + opportunityIds.length === 0) {
    const words = 'At least one of person_ids, organization_ids, opportunity_ids and parent_id is required';
    throw new Refusal(422, words);
  }
  return { content, type, createdAt, personIds, companyIds, opportunityIds };
}

/** Source: V1 docs, The Note Resource. */
function noteJson(workspace: Workspace, note: Note, { richText }: OpenQuestions): object {
  const { interaction } = note;
  return {
    id: note.id,
    creator_id: note.creatorId,
    person_ids: personIdsOf(workspace, note),
    associated_person_ids: note.personIds,
    interaction_person_ids: attendeesOf(workspace, note),
    interaction_id: interaction?.id ?? null,
    interaction_type: interaction?.type ?? null,
    is_meeting: interaction !== null && typeFacts[interaction.type].isEvent,
    mentioned_person_ids: note.mentionedPersonIds,
    organization_ids: note.companyIds,
    opportunity_ids: note.opportunityIds,
    parent_id: note.parentId,
    content: answeredContent(note, richText),
    type: note.type,
    created_at: timestamp(note.createdAt, note.id),
    updated_at: timestamp(note.updatedAt, note.id),
  };
}

function personIdsOf(workspace: Workspace, note: Note): readonly number[] {
  return [...new Set([...note.personIds, ...attendeesOf(workspace, note)])];
}

function attendeesOf(workspace: Workspace, { interaction }: Note): readonly number[] {
  if (interaction === null) return [];
  return workspace.interaction(interaction.type, interaction.id)?.personIds ?? [];
}

/**
 * Rich text comes back as Markdown. Other texts come back with every `_` as `\_`, so that a text that is sent
 * back as it came gains a backslash. A note of the notetaker stays HTML, because nothing else is known of it.
 */
function answeredContent(note: Note, richText: OpenQuestions['richText'] = 'markdown'): string {
  const text = noteContent(note);
  const isRich = note.type === noteTypes.richText || (note.type === noteTypes.plainText && isHtml(text));
  if (!isRich || richText === 'html') return text.replaceAll('_', String.raw`\_`);
  return isHtml(text) ? markdownFromHtml(text) : markdownFromText(text);
}
