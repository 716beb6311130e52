import type { BodyFields } from '../http/bodyFields.ts';
import { knownRecord } from '../http/knownRecord.ts';
import type { RecordKind } from '../http/knownRecord.ts';
import { required } from '../http/queryFields.ts';
import { Refusal } from '../http/refusal.ts';
import type { OpenQuestions } from '../http/sandboxEnv.ts';
import type { Replica } from '../store/replica.ts';
import { noteTypes } from '../store/sampleData.ts';
import type { InteractionIdentity, Note } from '../store/sampleData.ts';
import type { NewNote, NoteChange, Workspace } from '../store/workspace.ts';
import { allowedHtml } from './allowedHtml.ts';
import { typeOfWord, v2Interaction } from './feedRoutes.ts';

const MAX_RECORDS = 100;

const types = ['entities', 'interaction', 'user-reply'] as const;
/** A note cannot be tied to an email. */
const interactionWords = ['meeting', 'call', 'chat-message'] as const;

const lists = [
  { name: 'persons', kind: 'person', ids: 'personIds' },
  { name: 'companies', kind: 'company', ids: 'companyIds' },
  { name: 'opportunities', kind: 'opportunity', ids: 'opportunityIds' },
] as const satisfies readonly { name: string; kind: RecordKind; ids: keyof NoteChange }[];

type Attachments = Partial<Pick<Note, 'personIds' | 'companyIds' | 'opportunityIds'>>;

interface DraftDeps {
  readonly workspace: Workspace;
  readonly replica: Replica;
  readonly open: OpenQuestions;
  readonly now: number;
  /** The note of an id of V2; it refuses an unknown one. */
  readonly noteOf: (id: number) => Note;
}

/** Source: V2 docs, Create a Note. */
export function newV2Note(body: BodyFields, deps: DraftDeps): Omit<NewNote, 'creatorId'> {
  const type = required('type', body.word('type', types));
  const createdAt = body.instant('createdAt') ?? deps.now;
  if (createdAt > deps.now) throw new Refusal(400, 'createdAt must not be in the future', 'createdAt');
  const content = required('content', htmlIn(body));
  const base = { content, type: noteTypes.richText, createdAt };
  switch (type) {
    case 'user-reply':
      return { ...base, parentId: parentIn(body, deps) };
    case 'interaction':
      return { ...base, ...attachmentsIn(body, deps.workspace), interaction: interactionIn(body, deps) };
    case 'entities': {
      const attachments = attachmentsIn(body, deps.workspace);
      if (isUnattached(attachments)) {
        throw new Refusal(400, 'At least one of persons, companies and opportunities is required');
      }
      return { ...base, ...attachments };
    }
  }
}

/** Given lists replace those of the note, and lists that are left out stay. Source: V2 docs, Update a Note. */
export function v2NoteChange(body: BodyFields, note: Note, workspace: Workspace): NoteChange {
  const content = htmlIn(body);
  const attachments = attachmentsIn(body, workspace);
  if (content === undefined && Object.keys(attachments).length === 0) {
    throw new Refusal(400, 'There is nothing to update');
  }
  if (content !== undefined && note.mentionedPersonIds.length > 0) {
    throw new Refusal(400, 'The content of a note with mentions cannot be updated', 'content');
  }
  if (note.parentId !== null && Object.keys(attachments).length > 0) {
    throw new Refusal(400, 'A reply has no persons, companies or opportunities');
  }
  const isOnRecords = note.parentId === null && note.interaction === null;
  if (isOnRecords && isUnattached({ ...note, ...attachments })) {
    throw new Refusal(400, 'At least one of persons, companies and opportunities is required');
  }
  return { ...attachments, ...(content !== undefined && { content }) };
}

function htmlIn(body: BodyFields): string | undefined {
  const content = body.object('content');
  return content && allowedHtml(required('content.html', content.text('html')));
}

function attachmentsIn(body: BodyFields, workspace: Workspace): Attachments {
  return Object.fromEntries(
    lists.flatMap(({ name, kind, ids }) => {
      const given = body.references(name, MAX_RECORDS);
      if (given === undefined) return [];
      for (const id of given) knownRecord(workspace, kind, { id, field: name });
      return [[ids, [...new Set(given)]]];
    }),
  );
}

function isUnattached({ personIds = [], companyIds = [], opportunityIds = [] }: Attachments): boolean {
  return personIds.length + companyIds.length + opportunityIds.length === 0;
}

function parentIn(body: BodyFields, { noteOf }: DraftDeps): number {
  const parent = noteOf(required('parent.id', body.object('parent')?.id('id')));
  if (parent.parentId === null) return parent.id;
  throw new Refusal(400, 'parent must be a root note', 'parent.id');
}

function interactionIn(body: BodyFields, { replica, open }: DraftDeps): InteractionIdentity {
  const given = required('interaction', body.object('interaction'));
  const word = required('interaction.type', given.word('type', interactionWords));
  const id = required('interaction.id', given.id('id'));
  const type = typeOfWord(word);
  const interaction = type === undefined ? undefined : v2Interaction(replica, { type, id }, open);
  if (interaction === undefined) throw Refusal.invalidId('interaction.id', id);
  return { type: interaction.type, id: interaction.id };
}
