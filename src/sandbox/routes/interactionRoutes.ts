import { interactionBody, interactionListKey } from '../bodies/interactionBody.ts';
import { BodyFields } from '../http/bodyFields.ts';
import { interactionChange, newInteraction, writableType } from '../http/interactionDraft.ts';
import { interactionsFor, typeIn } from '../http/interactionQuery.ts';
import type { OpenQuestions } from '../http/interactionQuery.ts';
import { idInPath } from '../http/knownRecords.ts';
import { page } from '../http/page.ts';
import type { Place } from '../http/page.ts';
import { QueryFields } from '../http/queryFields.ts';
import { Refusal } from '../http/refusal.ts';
import type { RouteParts } from '../http/sandboxEnv.ts';
import type { Interaction, InteractionType } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';

/** Source: V1 docs, Interactions: 100 is the default and the maximum. */
const MAX_SIZE = 100;

const places = {
  'newest-first': ({ date, id }: Interaction): Place => [-date, -id],
  'oldest-first': ({ date, id }: Interaction): Place => [date, id],
};

export function interactionRoutes({
  app,
  workspace,
  ...parts
}: RouteParts & { readonly open: OpenQuestions }): void {
  app.get('/interactions', (c) => {
    const query = new QueryFields(c.req.url);
    const place = places[parts.open.order ?? 'newest-first'];
    const found = interactionsFor(workspace(), query, parts.open.endTime).toSorted(by(place));
    const { rows, envelope } = page(query, found, { maxSize: MAX_SIZE, place });
    const bodies = rows.map((one) => interactionBody(workspace(), one));
    return c.json({ [interactionListKey(typeIn(query))]: bodies, ...envelope });
  });

  app.get('/interactions/:id', (c) => {
    const type = typeIn(new QueryFields(c.req.url));
    return c.json(interactionBody(workspace(), interactionAt(workspace(), type, c.req.param('id'))));
  });

  app.post('/interactions', async (c) => {
    const draft = newInteraction(workspace(), await BodyFields.of(c.req.raw));
    const created = workspace().create(draft, c.get('user').id);
    return c.json(interactionBody(workspace(), created), 201);
  });

  app.put('/interactions/:id', async (c) => {
    const body = await BodyFields.of(c.req.raw);
    const before = interactionAt(workspace(), writableType(body), c.req.param('id'));
    const change = interactionChange(workspace(), body, before);
    return c.json(interactionBody(workspace(), workspace().change(before, change, c.get('user').id)));
  });

  app.delete('/interactions/:id', (c) => {
    const type = typeIn(new QueryFields(c.req.url));
    workspace().delete(interactionAt(workspace(), type, c.req.param('id')));
    return c.json({ success: true });
  });
}

function interactionAt(workspace: Workspace, type: InteractionType, id: string): Interaction {
  const interaction = workspace.interaction(type, idInPath(id));
  if (interaction === undefined) throw new Refusal(404, `There is no interaction ${id} of type ${type}`);
  return interaction;
}

function by(place: (one: Interaction) => Place): (a: Interaction, b: Interaction) => number {
  return (a, b) => place(a)[0] - place(b)[0] || place(a)[1] - place(b)[1];
}
