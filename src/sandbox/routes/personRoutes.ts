import { personBody } from '../bodies/personBody.ts';
import { recordAt } from '../http/knownRecords.ts';
import { page } from '../http/page.ts';
import { QueryFields } from '../http/queryFields.ts';
import type { RouteParts } from '../http/sandboxEnv.ts';
import { datesIfAsked, matches, neighbourPaging } from './neighbours.ts';

export function personRoutes(parts: RouteParts): void {
  const { app, workspace } = parts;

  app.get('/persons', (c) => {
    const query = new QueryFields(c.req.url);
    const term = query.text('term') ?? '';
    const found = [...workspace().persons.values()]
      .filter(({ firstName, lastName, emails }) => matches(term, [firstName, lastName, ...emails]))
      .map((person) => ({
        ...person,
        dates: datesIfAsked(parts, query, { ...person, personIds: [person.id] }),
      }))
      .filter(({ dates }) => dates.isKnown)
      .toSorted((a, b) => a.id - b.id);
    const { rows, envelope } = page(query, found, neighbourPaging);
    const persons = rows.map(({ dates, ...person }) => ({ ...personBody(person), ...dates.fields }));
    return c.json({ persons, ...envelope });
  });

  app.get('/persons/:id', (c) => {
    const query = new QueryFields(c.req.url);
    const person = recordAt(workspace(), workspace().persons, { id: c.req.param('id'), kind: 'person' });
    const { fields } = datesIfAsked(parts, query, { ...person, personIds: [person.id] });
    return c.json({ ...personBody(person), organization_ids: companyIdsOf(parts, person.id), ...fields });
  });
}

function companyIdsOf({ workspace }: RouteParts, personId: number): number[] {
  return [...workspace().companies.values()]
    .filter((company) => company.personIds.includes(personId))
    .map(({ id }) => id);
}
