import { recordAt } from '../http/knownRecord.ts';
import { QueryFields } from '../http/queryFields.ts';
import type { RouteDeps } from '../http/sandboxEnv.ts';
import { tokenPage } from '../http/tokenPage.ts';
import type { Place } from '../http/tokenPage.ts';
import { contactDates } from '../store/contactDates.ts';
import type { ContactDates } from '../store/contactDates.ts';
import type { Company, Opportunity, Person } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { personJson, timestamp } from './interactionJson.ts';

/** The one list of the firm, with all its opportunities. */
const LIST_ID = 4221;
const FIRST_ENTRY_ID = 5_390_000;
const OPPORTUNITY_ENTITY_TYPE = 8;

/** Source: V1 docs: 500 is the default and the maximum of persons, organizations and opportunities. */
const paging = { maxSize: 500, place: ({ id }: { id: number }): Place => [id, 0] };

interface DatesAnswer {
  /** Empty when the query does not ask for dates. */
  readonly fields: object;
  /** True when the query asks for dates and the record has none; a search leaves such records out. */
  readonly isMissing: boolean;
}

/** Persons, companies and opportunities. */
export function recordRoutes(deps: RouteDeps): void {
  personRoutes(deps);
  companyRoutes(deps);
  opportunityRoutes(deps);
}

function personRoutes(deps: RouteDeps): void {
  const { app, workspace } = deps;
  const datesOf = ({ id }: Person, query: QueryFields): DatesAnswer =>
    datesIfAsked(deps, query, { id, personIds: [id] });

  app.get('/persons', (c) => {
    const query = new QueryFields(c.req.url);
    const term = query.text('term') ?? '';
    const found = [...workspace().persons.values()]
      .filter(({ firstName, lastName, emails }) => matches(term, [firstName, lastName, ...emails]))
      .map((person) => ({ ...person, dates: datesOf(person, query) }))
      .filter(({ dates }) => !dates.isMissing)
      .toSorted((a, b) => a.id - b.id);
    const { rows, envelope } = tokenPage(query, found, paging);
    const persons = rows.map(({ dates, ...person }) => ({ ...personJson(person), ...dates.fields }));
    return c.json({ persons, ...envelope });
  });

  app.get('/persons/:id', (c) => {
    const person = recordAt(workspace(), 'person', c.req.param('id'));
    const organization_ids = companyIdsOf(workspace(), person.id);
    const { fields } = datesOf(person, new QueryFields(c.req.url));
    return c.json({ ...personJson(person), organization_ids, ...fields });
  });
}

function companyRoutes(deps: RouteDeps): void {
  const { app, workspace } = deps;
  const datesOf = ({ id, personIds }: Company, query: QueryFields): DatesAnswer =>
    datesIfAsked(deps, query, { id, personIds: workspace().outsiders(personIds) });

  app.get('/organizations', (c) => {
    const query = new QueryFields(c.req.url);
    const found = [...workspace().companies.values()]
      .filter((company) => isFound(company, query.text('term') ?? ''))
      .map((company) => ({ ...company, dates: datesOf(company, query) }))
      .filter(({ dates }) => !dates.isMissing)
      .toSorted((a, b) => a.id - b.id);
    const { rows, envelope } = tokenPage(query, found, paging);
    const organizations = rows.map(({ dates, ...company }) => ({ ...companyJson(company), ...dates.fields }));
    return c.json({ organizations, ...envelope });
  });

  app.get('/organizations/:id', (c) => {
    const company = recordAt(workspace(), 'company', c.req.param('id'));
    const { fields } = datesOf(company, new QueryFields(c.req.url));
    return c.json({ ...companyJson(company), ...fields });
  });
}

function opportunityRoutes({ app, workspace }: RouteDeps): void {
  app.get('/opportunities', (c) => {
    const query = new QueryFields(c.req.url);
    const found = [...workspace().opportunities.values()]
      .filter(({ name }) => matches(query.text('term') ?? '', [name]))
      .toSorted((a, b) => a.id - b.id);
    const { rows, envelope } = tokenPage(query, found, paging);
    return c.json({ opportunities: rows.map(opportunityJson), ...envelope });
  });

  app.get('/opportunities/:id', (c) =>
    c.json(opportunityJson(recordAt(workspace(), 'opportunity', c.req.param('id')))),
  );
}

/** Source: V1 docs, The Organization Resource. */
function companyJson({ id, name, domains, global, personIds }: Company): object {
  return { id, name, domain: domains[0] ?? null, domains, global, person_ids: personIds };
}

/** Source: V1 docs, The Opportunity Resource. */
function opportunityJson({ id, name, personIds, companyIds }: Opportunity): object {
  const entry = { list_id: LIST_ID, entity_id: id, entity_type: OPPORTUNITY_ENTITY_TYPE };
  const list_entries = [{ id: FIRST_ENTRY_ID + id, ...entry }];
  return { id, name, person_ids: personIds, organization_ids: companyIds, list_entries };
}

/** The dates of contact with these persons, if the query asks for them. Source: V1 docs, Interaction Dates. */
function datesIfAsked(
  { workspace, clock }: RouteDeps,
  query: QueryFields,
  { id, personIds }: { readonly id: number; readonly personIds: readonly number[] },
): DatesAnswer {
  if (!query.flag('with_interaction_dates')) return { fields: {}, isMissing: false };
  const dates = contactDates(workspace(), personIds, clock.now());
  const written = (name: keyof ContactDates): string | null => timestamp(dates?.[name] ?? null, id);
  const interaction_dates = {
    first_email_date: written('firstEmail'),
    last_email_date: written('lastEmail'),
    first_event_date: written('firstEvent'),
    last_event_date: written('lastEvent'),
    next_event_date: written('nextEvent'),
    last_chat_message_date: written('lastChatMessage'),
    last_interaction_date: written('lastInteraction'),
  };
  return { fields: { interaction_dates }, isMissing: dates === undefined };
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
