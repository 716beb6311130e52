import { recordAt } from '../http/knownRecords.ts';
import { page } from '../http/page.ts';
import { QueryFields } from '../http/queryFields.ts';
import type { RouteParts } from '../http/sandboxEnv.ts';
import type { Company } from '../store/sampleData.ts';
import { datesIfAsked, matches, neighbourPaging } from './neighbours.ts';
import type { InteractionDatesAnswer } from './neighbours.ts';

export function companyRoutes(parts: RouteParts): void {
  const { app, workspace } = parts;
  const dates = (company: Company, query: QueryFields): InteractionDatesAnswer =>
    datesIfAsked(parts, query, { ...company, personIds: workspace().outsiders(company.personIds) });

  app.get('/organizations', (c) => {
    const query = new QueryFields(c.req.url);
    const found = [...workspace().companies.values()]
      .filter((company) => isFound(company, query.text('term') ?? ''))
      .map((company) => ({ ...company, dates: dates(company, query) }))
      .filter(({ dates }) => dates.isKnown)
      .toSorted((a, b) => a.id - b.id);
    const { rows, envelope } = page(query, found, neighbourPaging);
    const organizations = rows.map(({ dates, ...company }) => ({ ...companyBody(company), ...dates.fields }));
    return c.json({ organizations, ...envelope });
  });

  app.get('/organizations/:id', (c) => {
    const query = new QueryFields(c.req.url);
    const company = recordAt(workspace(), workspace().companies, { id: c.req.param('id'), kind: 'company' });
    return c.json({ ...companyBody(company), ...dates(company, query).fields });
  });
}

/** Companies outside the firm's own are there to be searched for, not to be listed. */
function isFound({ name, domains, global }: Company, term: string): boolean {
  return term.trim() === '' ? !global : matches(term, [name, ...domains]);
}

/** Source: V1 docs, The Organization Resource. */
function companyBody({ id, name, domains, global, personIds }: Company): object {
  return { id, name, domain: domains[0] ?? null, domains, global, person_ids: personIds };
}
