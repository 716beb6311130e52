import { BodyFields } from '../http/bodyFields.ts';
import { idInPath, knownRecord } from '../http/knownRecord.ts';
import { QueryFields, required } from '../http/queryFields.ts';
import { Refusal } from '../http/refusal.ts';
import type { OpenQuestions, RouteDeps } from '../http/sandboxEnv.ts';
import { tokenPage } from '../http/tokenPage.ts';
import type { Place } from '../http/tokenPage.ts';
import { allTypes, directions, personTypes, typeFacts } from '../store/sampleData.ts';
import type { Direction, Interaction, InteractionType } from '../store/sampleData.ts';
import type { InteractionChange, NewInteraction, Workspace } from '../store/workspace.ts';
import { interactionJson } from './interactionJson.ts';
import { listedInteractions, typeIn } from './listedInteractions.ts';

/** Source: V1 docs, Interactions: 100 is the default and the maximum. */
const MAX_PAGE_SIZE = 100;

const places = {
  'newest-first': ({ date, id }: Interaction): Place => [-date, -id],
  'oldest-first': ({ date, id }: Interaction): Place => [date, id],
};

export function interactionRoutes({ app, workspace, open }: RouteDeps): void {
  app.get('/interactions', (c) => {
    const query = new QueryFields(c.req.url);
    const place = places[open.order ?? 'newest-first'];
    const found = sorted(listedInteractions(workspace(), query, open.endTime), place);
    const { rows, envelope } = tokenPage(query, found, { maxSize: MAX_PAGE_SIZE, place });
    const listed = rows.map((one) => interactionJson(workspace(), one));
    return c.json({ [typeFacts[typeIn(query)].listKey]: listed, ...envelope });
  });

  app.get('/interactions/:id', (c) => {
    const type = typeIn(new QueryFields(c.req.url));
    return c.json(interactionJson(workspace(), interactionAt(workspace(), type, c.req.param('id'))));
  });

  app.post('/interactions', async (c) => {
    const draft = newInteraction(workspace(), await BodyFields.of(c.req.raw));
    const created = workspace().createInteraction(draft, c.get('user').id);
    return c.json(interactionJson(workspace(), created), 201);
  });

  app.put('/interactions/:id', async (c) => {
    const body = await BodyFields.of(c.req.raw);
    const before = interactionAt(workspace(), writableType(body), c.req.param('id'));
    const change = interactionChange(workspace(), body, { before, open });
    const changed = workspace().changeInteraction(before, change, c.get('user').id);
    return c.json(interactionJson(workspace(), changed));
  });

  app.delete('/interactions/:id', (c) => {
    const type = typeIn(new QueryFields(c.req.url));
    workspace().deleteInteraction(interactionAt(workspace(), type, c.req.param('id')));
    return c.json({ success: true });
  });
}

function interactionAt(workspace: Workspace, type: InteractionType, id: string): Interaction {
  const interaction = workspace.interaction(type, idInPath(id));
  if (interaction === undefined) throw new Refusal(404, `There is no interaction ${id} of type ${type}`);
  return interaction;
}

/** Source: V1 docs, Create a New Interaction. */
function newInteraction(workspace: Workspace, body: BodyFields): NewInteraction {
  const type = writableType(body);
  return {
    type,
    personIds: required('person_ids', participantsIn(workspace, body)),
    content: required('content', body.text('content')),
    date: required('date', body.instant('date')),
    direction: directionIn(body, type) ?? (typeFacts[type].hasDirection ? directions.sent : null),
  };
}

/** Fields that are left out stay as they are. Source: V1 docs, Update an Interaction. */
function interactionChange(
  workspace: Workspace,
  body: BodyFields,
  { before, open }: { readonly before: Interaction; readonly open: OpenQuestions },
): InteractionChange {
  const personIds = participantsIn(workspace, body);
  if (open.personIdsInUpdate === 'required') required('person_ids', personIds);
  const date = body.instant('date');
  const content = body.text('content');
  const direction = open.directionInUpdate === 'ignored' ? undefined : directionIn(body, before.type);
  if (content !== undefined && hasMentions(workspace, before)) {
    throw new Refusal(422, 'The content of a note with mentioned persons cannot be updated', 'content');
  }
  return {
    ...(personIds !== undefined && { personIds }),
    ...(date !== undefined && { date }),
    ...(content !== undefined && { content }),
    ...(direction !== undefined && { direction }),
  };
}

/** Emails come from mailboxes only. */
function writableType(body: BodyFields): InteractionType {
  const type = required('type', body.choice('type', allTypes));
  if (typeFacts[type].canBeLogged) return type;
  throw new Refusal(422, `Field type: emails (${type}) cannot be created or updated`, 'type');
}

function participantsIn(workspace: Workspace, body: BodyFields): readonly number[] | undefined {
  const field = 'person_ids';
  const ids = body.ids(field);
  if (ids === undefined) return undefined;
  const types = ids.map((id) => knownRecord(workspace, 'person', { id, field }).type);
  if (!types.includes(personTypes.internal)) {
    throw new Refusal(422, 'person_ids must contain at least one internal person', field);
  }
  if (types.every((type) => type === personTypes.internal)) {
    throw new Refusal(422, 'person_ids must contain at least one external person or collaborator', field);
  }
  return [...new Set(ids)];
}

/** A meeting or call may have a direction in its body, which is ignored. */
function directionIn(body: BodyFields, type: InteractionType): Direction | undefined {
  const direction = body.choice('direction', Object.values(directions));
  return typeFacts[type].hasDirection ? direction : undefined;
}

function hasMentions(workspace: Workspace, { noteIds }: Interaction): boolean {
  return noteIds.some((id) => (workspace.note(id)?.mentionedPersonIds.length ?? 0) > 0);
}

/** Each place is made once rather than at every comparison. */
function sorted(rows: readonly Interaction[], place: (one: Interaction) => Place): readonly Interaction[] {
  return rows
    .map((row) => ({ row, key: place(row) }))
    .toSorted(({ key: [a, minorA] }, { key: [b, minorB] }) => a - b || minorA - minorB)
    .map(({ row }) => row);
}
