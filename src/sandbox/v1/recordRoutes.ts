import { knownRecord, recordAt } from '../http/knownRecord.ts';
import type { RecordKind } from '../http/knownRecord.ts';
import { QueryFields, required } from '../http/queryFields.ts';
import { Refusal } from '../http/refusal.ts';
import type { RouteDeps } from '../http/sandboxEnv.ts';
import { tokenPage } from '../http/tokenPage.ts';
import type { Place } from '../http/tokenPage.ts';
import { relationships } from '../store/relationships.ts';
import { personTypes } from '../store/sampleData.ts';
import type { Company, Opportunity, Person } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { ContactDatesQuery } from './contactDatesQuery.ts';
import type { DatedRecord } from './contactDatesQuery.ts';
import { personJson, timestamp } from './interactionJson.ts';

/** The lists of the firm: one for each kind of record. Source of the entity types: V1 docs, List Entries. */
const lists = {
  person: { id: 4219, entityType: 0, firstEntryId: 4_390_000 },
  company: { id: 4220, entityType: 1, firstEntryId: 4_890_000 },
  opportunity: { id: 4221, entityType: 8, firstEntryId: 5_390_000 },
} as const;
/** The first entry of a list; others follow an hour apart. */
const listedAt = Date.UTC(2021, 2, 1, 17, 30);
const HOUR_MS = 3_600_000;

/** Source: V1 docs: 500 is the default and the maximum of persons, organizations and opportunities. */
const paging = { maxSize: 500, place: ({ id }: { id: number }): Place => [id, 0] };

/** Persons, companies and opportunities, and the relationships of persons. */
export function recordRoutes(deps: RouteDeps): void {
  personRoutes(deps);
  companyRoutes(deps);
  opportunityRoutes(deps);
  strengthRoutes(deps);
}

function personRoutes(deps: RouteDeps): void {
  const { app, workspace } = deps;

  app.get('/persons', (c) => {
    const query = new QueryFields(c.req.url);
    const dates = new ContactDatesQuery(deps, query);
    const term = query.text('term') ?? '';
    const found = [...workspace().persons.values()]
      .filter(({ firstName, lastName, emails }) => matches(term, [firstName, lastName, ...emails]))
      .filter((person) => dates.lists(datedPerson(person)))
      .toSorted((a, b) => a.id - b.id);
    const { rows, envelope } = tokenPage(query, found, paging);
    const persons = rows.map((person) => ({ ...personJson(person), ...dates.fieldsOf(datedPerson(person)) }));
    return c.json({ persons, ...envelope });
  });

  app.get('/persons/:id', (c) => {
    const person = recordAt(workspace(), 'person', c.req.param('id'));
    const organization_ids = companyIdsOf(workspace(), person.id);
    const list_entries = entriesOf(workspace(), 'person', person.id);
    const fields = new ContactDatesQuery(deps, new QueryFields(c.req.url)).fieldsOf(datedPerson(person));
    return c.json({ ...personJson(person), organization_ids, list_entries, ...fields });
  });
}

function companyRoutes(deps: RouteDeps): void {
  const { app, workspace } = deps;

  app.get('/organizations', (c) => {
    const query = new QueryFields(c.req.url);
    const dates = new ContactDatesQuery(deps, query);
    const found = [...workspace().companies.values()]
      .filter((company) => isFound(company, query.text('term') ?? ''))
      .filter((company) => dates.lists(datedCompany(workspace(), company)))
      .toSorted((a, b) => a.id - b.id);
    const { rows, envelope } = tokenPage(query, found, paging);
    const organizations = rows.map((one) => ({
      ...companyJson(one),
      ...dates.fieldsOf(datedCompany(workspace(), one)),
    }));
    return c.json({ organizations, ...envelope });
  });

  app.get('/organizations/:id', (c) => {
    const company = recordAt(workspace(), 'company', c.req.param('id'));
    const fields = new ContactDatesQuery(deps, new QueryFields(c.req.url)).fieldsOf(
      datedCompany(workspace(), company),
    );
    const list_entries = entriesOf(workspace(), 'company', company.id);
    return c.json({ ...companyJson(company), person_ids: company.personIds, list_entries, ...fields });
  });
}

function opportunityRoutes({ app, workspace }: RouteDeps): void {
  app.get('/opportunities', (c) => {
    const query = new QueryFields(c.req.url);
    const found = [...workspace().opportunities.values()]
      .filter(({ name }) => matches(query.text('term') ?? '', [name]))
      .toSorted((a, b) => a.id - b.id);
    const { rows, envelope } = tokenPage(query, found, paging);
    const opportunities = rows.map((opportunity) => opportunityJson(workspace(), opportunity));
    return c.json({ opportunities, ...envelope });
  });

  app.get('/opportunities/:id', (c) =>
    c.json(opportunityJson(workspace(), recordAt(workspace(), 'opportunity', c.req.param('id')))),
  );
}

/** Source: V1 docs, Relationship Strengths, whose answer is a bare array. */
function strengthRoutes({ app, workspace, clock }: RouteDeps): void {
  app.get('/relationships-strengths', (c) => {
    const query = new QueryFields(c.req.url);
    const field = 'external_id';
    const { id, type } = knownRecord(workspace(), 'person', { id: required(field, query.id(field)), field });
    if (type === personTypes.internal)
      throw new Refusal(422, 'external_id must be the id of an external person', field);
    const internalId = query.id('internal_id');
    const found = relationships(workspace(), [id], clock.now()).filter(
      (one) => internalId === undefined || one.internalId === internalId,
    );
    return c.json(
      found.map(({ internalId: internal_id, externalId: external_id, strength }) => ({
        internal_id,
        external_id,
        strength,
      })),
    );
  });
}

/** A company in a list; only the answer by id has `person_ids`. Source: V1 docs, The Organization Resource. */
function companyJson({ id, name, domains, global }: Company): object {
  return { id, name, domain: domains[0] ?? null, domains, global };
}

/** Source: V1 docs, The Opportunity Resource. */
function opportunityJson(workspace: Workspace, { id, name, personIds, companyIds }: Opportunity): object {
  const list_entries = entriesOf(workspace, 'opportunity', id);
  return { id, name, person_ids: personIds, organization_ids: companyIds, list_entries };
}

/** Outside persons, the firm's own companies and all opportunities are on the list of their kind. */
function entriesOf(workspace: Workspace, kind: RecordKind, id: number): readonly object[] {
  const isListed = {
    person: workspace.outsiders([id]).length > 0,
    company: workspace.companies.get(id)?.global === false,
    opportunity: true,
  };
  if (!isListed[kind]) return [];
  const { id: list_id, entityType: entity_type, firstEntryId } = lists[kind];
  const entry = { id: firstEntryId + (id % 100_000), list_id, entity_id: id, entity_type };
  const created_at = timestamp(listedAt + (id % 100) * HOUR_MS, id);
  return [{ ...entry, creator_id: workspace.colleagues[0]?.id ?? null, created_at }];
}

function datedPerson({ id }: Person): DatedRecord {
  return { id, personIds: [id] };
}

/** The contact with a company is that with its outside persons. */
function datedCompany(workspace: Workspace, { id, personIds }: Company): DatedRecord {
  return { id, personIds: workspace.outsiders(personIds) };
}

/** A search finds companies outside the firm's own; a list without a term does not show them. */
function isFound({ name, domains, global }: Company, term: string): boolean {
  return term.trim() === '' ? !global : matches(term, [name, ...domains]);
}

/** Each text is searched on its own, without regard to case. */
function matches(term: string, texts: readonly string[]): boolean {
  const wanted = term.trim().toLowerCase();
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function companyIdsOf(workspace: Workspace, personId: number): number[] {
  return [...workspace.companies.values()]
    .filter((company) => company.personIds.includes(personId))
    .map(({ id }) => id);
}
