import { BodyFields } from '../http/bodyFields.ts';
import { isHtml } from '../http/htmlNodes.ts';
import { idInPath, recordAt } from '../http/knownRecord.ts';
import { Refusal } from '../http/refusal.ts';
import type { OpenQuestions, RouteDeps, SandboxContext } from '../http/sandboxEnv.ts';
import type { Replica } from '../store/replica.ts';
import { noteTypes } from '../store/sampleData.ts';
import type { Note, TranscriptFragment } from '../store/sampleData.ts';
import { noteContent } from '../store/workspace.ts';
import type { Workspace } from '../store/workspace.ts';
import { htmlFromText } from './allowedHtml.ts';
import { preview, typeWord, v2InteractionId, v2Person, v2Time } from './feedRoutes.ts';
import { filterExpression } from './filterExpression.ts';
import type { FilterFields } from './filterExpression.ts';
import { ListQuery, byKey, shuffledId } from './listQuery.ts';
import { newV2Note, v2NoteChange } from './newV2Note.ts';

const DEFAULT_LIMIT = 20;
/** Added to the ids of notes where those of V2 differ from those of V1. */
const SEPARATE_IDS = 700_000_000;
/** Added to the id of a note to make the id of its transcript. */
const TRANSCRIPT_IDS = 30_000_000;

const includes = ['companiesPreview', 'personsPreview', 'opportunitiesPreview', 'repliesCount'] as const;

const filterFields: FilterFields<Note> = {
  'creator.id': { type: 'id', valueOf: ({ creatorId }) => creatorId },
  createdAt: { type: 'time', valueOf: ({ createdAt }) => createdAt },
  updatedAt: { type: 'time', valueOf: ({ updatedAt }) => updatedAt },
};

type Include = (typeof includes)[number];

interface NoteView {
  readonly workspace: Workspace;
  readonly replica: Replica;
  readonly open: OpenQuestions;
}

/** Source: V2 docs, Notes. */
export function v2NoteRoutes(deps: RouteDeps): void {
  const view = (): NoteView => ({ workspace: deps.workspace(), replica: deps.replica(), open: deps.open });
  addListRoutes(deps, view);
  addRecordRoutes(deps, view);
  addWriteRoutes(deps, view);

  deps.app.get('/v2/notes/:id', (c) => {
    const wanted = includesIn(new URL(c.req.url).searchParams);
    return c.json(noteJson(view(), noteAt(view(), c.req.param('id')), wanted));
  });

  deps.app.get('/v2/transcripts/:id/fragments', (c) => {
    const note = deps.replica().note(idInPath(c.req.param('id')) - TRANSCRIPT_IDS);
    if (!note?.transcript) throw new Refusal(404, `There is no transcript ${c.req.param('id')}`);
    const { rows, pagination } = new ListQuery(c.req.url).page(note.transcript, {
      defaultLimit: DEFAULT_LIMIT,
      keyOf: ({ start }) => String(start).padStart(8, '0'),
    });
    return c.json({ data: rows.map(fragmentJson), pagination });
  });
}

function addListRoutes({ app, replica, open }: RouteDeps, view: () => NoteView): void {
  app.get('/v2/notes', (c) =>
    listAnswer(c, view(), roots(view()), {
      id: { type: 'id', valueOf: ({ id }) => v2NoteId(id, open) },
      ...filterFields,
    }),
  );

  app.get('/v2/notes/:id/replies', (c) => {
    const { id } = noteAt(view(), c.req.param('id'));
    const replies = replica().notes.filter(({ parentId }) => parentId === id);
    return listAnswer(c, view(), replies);
  });
}

/** The notes on a record and on its persons; those of a person include interactions and mentions. */
function addRecordRoutes({ app, workspace }: RouteDeps, view: () => NoteView): void {
  app.get('/v2/companies/:id/notes', (c) => {
    const company = recordAt(workspace(), 'company', c.req.param('id'));
    const isOn = ({ companyIds, personIds }: Note): boolean =>
      companyIds.includes(company.id) || personIds.some((id) => company.personIds.includes(id));
    return listAnswer(c, view(), roots(view()).filter(isOn));
  });

  app.get('/v2/opportunities/:id/notes', (c) => {
    const opportunity = recordAt(workspace(), 'opportunity', c.req.param('id'));
    const isOn = ({ opportunityIds, personIds }: Note): boolean =>
      opportunityIds.includes(opportunity.id) || personIds.some((id) => opportunity.personIds.includes(id));
    return listAnswer(c, view(), roots(view()).filter(isOn));
  });

  app.get('/v2/persons/:id/notes', (c) => {
    const { id } = recordAt(workspace(), 'person', c.req.param('id'));
    const isOn = (note: Note): boolean =>
      [...note.personIds, ...note.mentionedPersonIds, ...attendeeIds(view(), note)].includes(id);
    return listAnswer(c, view(), roots(view()).filter(isOn));
  });
}

function addWriteRoutes({ app, workspace, replica, clock, open }: RouteDeps, view: () => NoteView): void {
  app.post('/v2/notes', async (c) => {
    const draft = newV2Note(await BodyFields.of(c.req.raw), {
      workspace: workspace(),
      replica: replica(),
      open,
      now: clock.now(),
      noteOf: (id) => noteAt(view(), String(id)),
    });
    const note = workspace().createNote({ ...draft, creatorId: c.get('user').id });
    replica().reveal(note);
    return c.json(noteJson(view(), note, []), 201);
  });

  app.post('/v2/notes/:id', async (c) => {
    const note = noteAt(view(), c.req.param('id'));
    const change = v2NoteChange(await BodyFields.of(c.req.raw), note, workspace());
    const changed = workspace().changeNote(note, change);
    replica().reveal(changed);
    return c.json(noteJson(view(), changed, []));
  });

  app.delete('/v2/notes/:id', (c) => {
    const note = noteAt(view(), c.req.param('id'));
    if (note.creatorId !== c.get('user').id) {
      throw new Refusal(403, 'A note can be deleted by its creator only');
    }
    workspace().deleteNote(note);
    replica().reveal(note);
    return c.body(null, 204);
  });
}

function roots({ replica }: NoteView): readonly Note[] {
  return replica.notes.filter(({ parentId }) => parentId === null);
}

function listAnswer(
  c: SandboxContext,
  view: NoteView,
  notes: readonly Note[],
  fields: FilterFields<Note> = filterFields,
): Response {
  const query = new ListQuery(c.req.url);
  const isWanted = filterExpression(query.values.get('filter') ?? undefined, fields);
  const wanted = includesIn(query.values);
  const found = notes.filter(isWanted).toSorted(byKey(shuffledId));
  const { rows, pagination } = query.page(found, { defaultLimit: DEFAULT_LIMIT, keyOf: shuffledId });
  return c.json({ data: rows.map((note) => noteJson(view, note, wanted)), pagination });
}

function noteAt({ replica, open }: NoteView, text: string): Note {
  const offset = v2NoteId(0, open);
  const note = replica.note(idInPath(text) - offset);
  if (note === undefined) throw new Refusal(404, `There is no note ${text}`);
  return note;
}

function v2NoteId(id: number, { v2NoteIds }: OpenQuestions): number {
  return v2NoteIds === 'separate' ? id + SEPARATE_IDS : id;
}

/** The parameter is repeated for each preview. */
function includesIn(values: URLSearchParams): readonly Include[] {
  return values.getAll('includes').map((text) => {
    const include = includes.find((one) => one === text);
    if (include !== undefined) return include;
    throw new Refusal(400, `includes must be one of ${includes.join(', ')}`, 'includes');
  });
}

function noteJson(view: NoteView, note: Note, wanted: readonly Include[]): object {
  const { workspace, open } = view;
  const text = noteContent(note);
  const creator = workspace.persons.get(note.creatorId);
  const transcriptId = note.transcript && note.id + TRANSCRIPT_IDS;
  return {
    id: v2NoteId(note.id, open),
    type: typeOf(note),
    content: { html: isHtml(text) ? text : htmlFromText(text) },
    creator: creator ? v2Person(creator) : null,
    mentions: note.mentionedPersonIds.flatMap((id) => {
      const person = workspace.persons.get(id);
      return person === undefined ? [] : [{ id, type: 'person', person: v2Person(person) }];
    }),
    createdAt: v2Time(note.createdAt),
    updatedAt: v2Time(note.updatedAt),
    ...(transcriptId !== null && { transcriptId }),
    ...(note.parentId === null
      ? rootFields(view, note, wanted)
      : { parent: { id: v2NoteId(note.parentId, open) } }),
  };
}

function rootFields(view: NoteView, note: Note, wanted: readonly Include[]): object {
  const { interaction } = note;
  const previews: Readonly<Record<string, unknown>> = Object.fromEntries(
    wanted.map((include) => [include, previewOf(view, note, include)]),
  );
  return {
    ...(interaction && {
      interaction: {
        type: typeWord(interaction.type),
        id: v2InteractionId(interaction.id, view.open),
      },
    }),
    ...previews,
  };
}

function previewOf({ workspace, replica }: NoteView, note: Note, include: Include): unknown {
  switch (include) {
    case 'repliesCount':
      return replica.notes.filter(({ parentId }) => parentId === note.id).length;
    case 'personsPreview':
      return preview(note.personIds.flatMap((id) => workspace.persons.get(id) ?? []).map(v2Person));
    case 'companiesPreview':
      return preview(
        note.companyIds
          .flatMap((id) => workspace.companies.get(id) ?? [])
          .map(({ id, name, domains }) => ({ id, name, domain: domains[0] ?? null })),
      );
    case 'opportunitiesPreview':
      return preview(
        note.opportunityIds
          .flatMap((id) => workspace.opportunities.get(id) ?? [])
          .map(({ id, name }) => ({ id, name })),
      );
  }
}

function typeOf({ type, parentId, interaction }: Note): string {
  const isNotetaker = type === noteTypes.notetaker;
  if (parentId !== null) return isNotetaker ? 'ai-notetaker-reply' : 'user-reply';
  if (isNotetaker) return 'ai-notetaker';
  return interaction === null ? 'entities' : 'interaction';
}

function attendeeIds({ replica }: NoteView, { interaction }: Note): readonly number[] {
  return (interaction && replica.interaction(interaction.type, interaction.id)?.personIds) ?? [];
}

function fragmentJson({ speaker, content, start, end }: TranscriptFragment): object {
  return { content, speaker, startTimestamp: clockText(start), endTimestamp: clockText(end) };
}

/** `00:01:05` of 65 seconds. */
function clockText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}
