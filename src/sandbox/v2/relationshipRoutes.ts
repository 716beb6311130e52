import { recordAt } from '../http/knownRecord.ts';
import { Refusal } from '../http/refusal.ts';
import type { RouteDeps, SandboxContext } from '../http/sandboxEnv.ts';
import { contactDates } from '../store/contactDates.ts';
import type { ContactDates } from '../store/contactDates.ts';
import { relationships } from '../store/relationships.ts';
import type { Relationship } from '../store/relationships.ts';
import { personTypes } from '../store/sampleData.ts';
import type { Interaction } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { typeWord, v2InteractionId, v2Person, v2Time } from './feedRoutes.ts';
import { filterExpression } from './filterExpression.ts';
import { ListQuery, byKey, shuffledKey } from './listQuery.ts';

const DEFAULT_LIMIT = 20;

const orders: ReadonlyMap<string, 1 | -1> = new Map([
  ['interactionScore', 1],
  ['-interactionScore', -1],
]);

/** The fields of a record's relationship, by their ids in V2. */
const fieldIds: Readonly<Record<keyof ContactDates, string>> = {
  firstEmail: 'first-email',
  lastEmail: 'last-email',
  firstEvent: 'first-event',
  lastEvent: 'last-event',
  nextEvent: 'next-event',
  lastChatMessage: 'last-chat-message',
  lastInteraction: 'last-contact',
};

const fieldNames = Object.keys(fieldIds) as readonly (keyof ContactDates)[];

/** Relationships with persons and companies, and their last and next contact. Source: V2 docs. */
export function relationshipRoutes(deps: RouteDeps): void {
  const { app, workspace, clock } = deps;

  app.get('/v2/persons/:id/relationships', (c) => {
    const { id, type } = recordAt(workspace(), 'person', c.req.param('id'));
    if (type !== personTypes.internal)
      return answer(c, workspace(), relationships(workspace(), [id], clock.now()));
    const everyone = workspace().outsiders([...workspace().persons.keys()]);
    const own = relationships(workspace(), everyone, clock.now()).filter((one) => one.internalId === id);
    return answer(c, workspace(), own);
  });

  app.get('/v2/companies/:id/relationships', (c) => {
    const { personIds } = recordAt(workspace(), 'company', c.req.param('id'));
    const outsiders = workspace().outsiders(personIds);
    return answer(c, workspace(), relationships(workspace(), outsiders, clock.now()));
  });

  app.get('/v2/persons/:id', (c) => {
    const person = recordAt(workspace(), 'person', c.req.param('id'));
    const fields = fieldsIfAsked(deps, c, [person.id]);
    return c.json({ ...v2Person(person), emailAddresses: person.emails, fields });
  });

  app.get('/v2/companies/:id', (c) => {
    const { id, name, domains, global, personIds } = recordAt(workspace(), 'company', c.req.param('id'));
    const fields = fieldsIfAsked(deps, c, workspace().outsiders(personIds));
    return c.json({ id, name, domain: domains[0] ?? null, domains, isGlobal: global, fields });
  });
}

function answer(c: SandboxContext, workspace: Workspace, rows: readonly Relationship[]): Response {
  const query = new ListQuery(c.req.url);
  const orderBy = query.values.get('orderBy');
  const order = orderBy === null ? undefined : orders.get(orderBy);
  if (orderBy !== null && order === undefined) {
    throw new Refusal(400, `orderBy must be one of ${[...orders.keys()].join(', ')}`, 'orderBy');
  }
  const isWanted = filterExpression<Relationship>(query.values.get('filter') ?? undefined, {
    interactionScore: { type: 'number', valueOf: ({ strength }) => strength },
  });
  const keyOf = ({ internalId, externalId, strength }: Relationship): string => {
    const pair = shuffledKey(internalId * 31 + externalId) + `:${internalId}`;
    const score = order === -1 ? 1 - strength : strength;
    return order === undefined ? pair : `${score.toFixed(3)}:${pair}`;
  };
  const found = rows.filter(isWanted).toSorted(byKey(keyOf));
  const { rows: chosen, pagination } = query.page(found, { defaultLimit: DEFAULT_LIMIT, keyOf });
  return c.json({ data: chosen.map((one) => relationshipJson(workspace, one)), pagination });
}

function relationshipJson(workspace: Workspace, { internalId, externalId, strength }: Relationship): object {
  const [person1, person2] = [internalId, externalId].map((id) => {
    const person = workspace.persons.get(id);
    return person ? v2Person(person) : null;
  });
  return { person1, person2, interactionScore: strength, linkedIn: null };
}

/** No field is answered unless the query names its type. */
function fieldsIfAsked(deps: RouteDeps, c: SandboxContext, personIds: readonly number[]): readonly object[] {
  const wanted = new URL(c.req.url).searchParams.getAll('fieldTypes');
  if (!wanted.includes('relationship-intelligence')) return [];
  const dates = contactDates(deps.workspace(), personIds, deps.clock.now());
  return fieldNames.map((name) => {
    const interaction = dates?.[name] ?? null;
    const id = fieldIds[name];
    const data = interaction && interactionData(deps, interaction);
    return { id, name: titleOf(id), type: 'relationship-intelligence', value: { type: 'interaction', data } };
  });
}

function interactionData(
  { workspace, open }: RouteDeps,
  { type, id, title, date, personIds }: Interaction,
): object {
  const colleague = personIds
    .flatMap((personId) => workspace().persons.get(personId) ?? [])
    .find((person) => person.type === personTypes.internal);
  return {
    type: typeWord(type),
    id: v2InteractionId(id, open),
    title,
    date: v2Time(date),
    internalPerson: colleague ? v2Person(colleague) : null,
  };
}

/** "Last contact" of `last-contact`. */
function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
