import { AffinityInteractions } from './resources/affinityInteractions.ts';
import { AffinityRecords } from './resources/affinityRecords.ts';
import { companySchema } from './resources/company.ts';
import { identitySchema } from './resources/identity.ts';
import type { Identity } from './resources/identity.ts';
import type { InteractionService } from './resources/interactionService.ts';
import { noteSchema } from './resources/note.ts';
import type { NoteService } from './resources/noteService.ts';
import { opportunitySchema } from './resources/opportunity.ts';
import { personSchema } from './resources/person.ts';
import { readAnswer } from './resources/readAnswer.ts';
import type { CompanyService, OpportunityService, PersonService } from './resources/recordService.ts';
import type { CallOptions } from './transport/callOptions.ts';
import { checkedArgument } from './transport/checkedArgument.ts';
import { clientSettings } from './transport/clientOptions.ts';
import type { AffinityClientOptions } from './transport/clientOptions.ts';
import { Connection } from './transport/connection.ts';
import { limitsOfBody } from './transport/rateLimits.ts';
import type { RateLimits } from './transport/rateLimits.ts';

/**
 * The Affinity V1 API with one user's key. All services share the limits: how many requests are in flight,
 * and a wait that the service asked for.
 */
export class AffinityClient {
  readonly interactions: InteractionService;
  readonly persons: PersonService;
  readonly companies: CompanyService;
  readonly opportunities: OpportunityService;
  readonly notes: NoteService;
  readonly #connection: Connection;

  /** @throws AffinityError `invalid-argument` when an option is not usable */
  constructor(options: AffinityClientOptions) {
    const settings = clientSettings(options);
    const connection = new Connection(settings);
    this.#connection = connection;
    this.interactions = new AffinityInteractions(connection, settings.clock);
    this.persons = new AffinityRecords(connection, 'persons', personSchema);
    this.companies = new AffinityRecords(connection, 'organizations', companySchema);
    this.opportunities = new AffinityRecords(connection, 'opportunities', opportunitySchema);
    this.notes = {
      get: async (id, options) => {
        const path = `/notes/${checkedArgument.id({ method: 'GET', path: '/notes' }, 'id', id)}`;
        return readAnswer(await connection.send({ method: 'GET', path }, options), noteSchema);
      },
    };
  }

  /** Whose key it is. Free of the monthly limit. */
  async whoami(options?: CallOptions): Promise<Identity> {
    const answer = await this.#connection.send({ method: 'GET', path: '/auth/whoami' }, options);
    return readAnswer(answer, identitySchema);
  }

  /** What is left of the limits. Free of the monthly limit. */
  async rateLimit(options?: CallOptions): Promise<RateLimits> {
    const { body } = await this.#connection.send({ method: 'GET', path: '/rate-limit' }, options);
    return limitsOfBody(body);
  }
}
