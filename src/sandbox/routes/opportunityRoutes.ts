import { recordAt } from '../http/knownRecords.ts';
import { page } from '../http/page.ts';
import { QueryFields } from '../http/queryFields.ts';
import type { RouteParts } from '../http/sandboxEnv.ts';
import type { Opportunity } from '../store/sampleData.ts';
import { matches, neighbourPaging } from './neighbours.ts';

/** The one list of the firm on which all its opportunities stand. */
const LIST_ID = 4221;

export function opportunityRoutes({ app, workspace }: RouteParts): void {
  app.get('/opportunities', (c) => {
    const query = new QueryFields(c.req.url);
    const found = [...workspace().opportunities.values()]
      .filter(({ name }) => matches(query.text('term') ?? '', [name]))
      .toSorted((a, b) => a.id - b.id);
    const { rows, envelope } = page(query, found, neighbourPaging);
    return c.json({ opportunities: rows.map(opportunityBody), ...envelope });
  });

  app.get('/opportunities/:id', (c) => {
    const path = { id: c.req.param('id'), kind: 'opportunity' } as const;
    return c.json(opportunityBody(recordAt(workspace(), workspace().opportunities, path)));
  });
}

/** Source: V1 docs, The Opportunity Resource. */
function opportunityBody({ id, name, personIds, companyIds }: Opportunity): object {
  const list_entries = [{ id: 5_390_000 + id, list_id: LIST_ID, entity_id: id, entity_type: 8 }];
  return { id, name, person_ids: personIds, organization_ids: companyIds, list_entries };
}
