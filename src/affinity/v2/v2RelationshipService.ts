import * as z from 'zod/mini';
import { ifReadable, wireObject } from '../resources/wireField.ts';
import { invalidArgument } from '../transport/affinityError.ts';
import type { CallOptions } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters, isAbsent, orEmpty } from '../transport/checkedArgument.ts';
import type { ItemPage } from '../walk/pageWalk.ts';
import { V2_PAGE_SIZE } from './v2Connection.ts';
import type { V2Connection } from './v2Connection.ts';
import { v2PersonSchema } from './v2Person.ts';
import type { V2Person } from './v2Person.ts';

const wireRelationshipSchema = wireObject({
  person1: ifReadable(v2PersonSchema),
  person2: ifReadable(v2PersonSchema),
  interactionScore: ifReadable(z.number()),
  linkedIn: z.optional(z.unknown()),
});

/** Source: V2 docs, Relationships. */
const relationshipSchema = z.pipe(wireRelationshipSchema, z.transform(toRelationship));

/** Two people who know each other, one of them a colleague. */
export interface V2Relationship {
  readonly person1?: V2Person | undefined;
  readonly person2?: V2Person | undefined;
  /** From 0 to 1: regular contact from 0.7, occasional contact from 0.4. */
  readonly interactionScore?: number | undefined;
  /** The two are connected on LinkedIn. */
  readonly linkedIn: boolean;
}

export interface V2RelationshipOptions extends CallOptions {
  /** At most 100, which is the default. */
  readonly pageSize?: number | null | undefined;
  /** The `nextPageToken` of the page before. */
  readonly pageToken?: string | null | undefined;
}

/** Persons or companies. */
export interface V2RelationshipService {
  /** Makes one request for one page of relationships, the closest first. */
  relationships(id: number, options?: V2RelationshipOptions): Promise<ItemPage<V2Relationship>>;
}

export class RelationshipApi implements V2RelationshipService {
  readonly #connection: V2Connection;
  readonly #path: string;

  constructor(connection: V2Connection, kind: 'companies' | 'persons') {
    this.#connection = connection;
    this.#path = `/v2/${kind}`;
  }

  async relationships(id: number, options: V2RelationshipOptions = {}): Promise<ItemPage<V2Relationship>> {
    const checkedId = checkedArgument.id({ method: 'GET', path: this.#path }, 'id', id);
    const target = { method: 'GET', path: `${this.#path}/${checkedId}/relationships` } as const;
    const { pageSize, pageToken } = orEmpty(options);
    if (!isAbsent(pageToken) && !this.#connection.isOwnUrl(pageToken)) {
      throw invalidArgument(target, 'pageToken must be the nextPageToken of a page');
    }
    const query = givenParameters([
      ['orderBy', '-interactionScore'],
      ['limit', pageSize ?? V2_PAGE_SIZE],
    ]);
    const list = { target, query, schema: relationshipSchema };
    return this.#connection.page(list, pageToken ?? undefined, options);
  }
}

/** The docs do not say how a connection on LinkedIn is written, so any value but `false` and `null` means one. */
function toRelationship(wire: z.infer<typeof wireRelationshipSchema>): V2Relationship {
  const { person1, person2, interactionScore, linkedIn } = wire;
  return { person1, person2, interactionScore, linkedIn: !isAbsent(linkedIn) && linkedIn !== false };
}
