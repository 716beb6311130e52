import { noteBody } from '../bodies/noteBody.ts';
import { BodyFields } from '../http/bodyFields.ts';
import { idInPath, knownCompany, knownOpportunity, knownPerson } from '../http/knownRecords.ts';
import { page } from '../http/page.ts';
import { QueryFields, required } from '../http/queryFields.ts';
import { Refusal } from '../http/refusal.ts';
import type { RouteParts } from '../http/sandboxEnv.ts';
import type { Note } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';

const paging = { maxSize: 500, place: (note: Note) => [note.id, 0] as const };

export function noteRoutes({ app, workspace }: RouteParts): void {
  /** The list that answers a bare array when `page_size` is left out. */
  app.get('/notes', (c) => {
    const query = new QueryFields(c.req.url);
    const { rows, envelope } = page(query, notesFor(workspace(), query), paging);
    const notes = rows.map((note) => noteBody(workspace(), note));
    return query.text('page_size') === undefined ? c.json(notes) : c.json({ notes, ...envelope });
  });

  app.get('/notes/:id', (c) => {
    const note = workspace().note(idInPath(c.req.param('id')));
    if (note === undefined) throw new Refusal(404, `There is no note ${c.req.param('id')}`);
    return c.json(noteBody(workspace(), note));
  });

  app.post('/notes', async (c) => {
    const draft = noteDraft(workspace(), await BodyFields.of(c.req.raw));
    return c.json(noteBody(workspace(), workspace().addNote({ ...draft, creatorId: c.get('user').id })));
  });
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
function noteDraft(
  workspace: Workspace,
  body: BodyFields,
): Omit<Partial<Note>, 'content'> & { content: string } {
  const personIds = body.ids('person_ids') ?? [];
  const companyIds = body.ids('organization_ids') ?? [];
  const opportunityIds = body.ids('opportunity_ids') ?? [];
  const parentId = body.id('parent_id') ?? null;
  for (const id of personIds) knownPerson(workspace, id, 'person_ids');
  for (const id of companyIds) knownCompany(workspace, id, 'organization_ids');
  for (const id of opportunityIds) knownOpportunity(workspace, id, 'opportunity_ids');
  if (parentId !== null && workspace.note(parentId) === undefined)
    throw Refusal.invalidId('parent_id', parentId);
  if (personIds.length + companyIds.length + opportunityIds.length === 0 && parentId === null) {
    const words = 'At least one of person_ids, organization_ids, opportunity_ids and parent_id is required';
    throw new Refusal(422, words);
  }
  const content = required('content', body.text('content'));
  return { content, type: body.choice('type', [0, 2]) ?? 0, personIds, companyIds, opportunityIds, parentId };
}
