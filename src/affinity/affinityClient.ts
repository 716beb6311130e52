import { companySchema } from './resources/companyService.ts';
import type { CompanyService } from './resources/companyService.ts';
import { identitySchema } from './resources/identity.ts';
import type { Identity } from './resources/identity.ts';
import { InteractionApi } from './resources/interactionService.ts';
import type { InteractionService } from './resources/interactionService.ts';
import { NoteApi } from './resources/noteService.ts';
import type { NoteService } from './resources/noteService.ts';
import { opportunitySchema } from './resources/opportunityService.ts';
import type { OpportunityService } from './resources/opportunityService.ts';
import { PersonApi } from './resources/personService.ts';
import type { PersonService } from './resources/personService.ts';
import { readResponse } from './resources/readResponse.ts';
import { RecordApi } from './resources/recordService.ts';
import { ApiConnection } from './transport/apiConnection.ts';
import type { CallOptions } from './transport/apiRequest.ts';
import { clientSettings } from './transport/clientSettings.ts';
import type { AffinityClientOptions } from './transport/clientSettings.ts';
import { limitsOfBody } from './transport/rateLimits.ts';
import type { RateLimits } from './transport/rateLimits.ts';
import { v2Service } from './v2/v2Service.ts';
import type { V2Service } from './v2/v2Service.ts';

/**
 * The Affinity API with one user's key. All services share the number of requests in flight, and any wait that the
 * service asked for.
 */
export class AffinityClient {
  readonly interactions: InteractionService;
  readonly persons: PersonService;
  readonly companies: CompanyService;
  readonly opportunities: OpportunityService;
  readonly notes: NoteService;
  readonly v2: V2Service;
  readonly #connection: ApiConnection;

  /** @throws AffinityError `invalid-argument` when an option is not usable */
  constructor(options: AffinityClientOptions) {
    const settings = clientSettings(options);
    const connection = new ApiConnection(settings);
    this.#connection = connection;
    this.interactions = new InteractionApi(connection, settings.clock);
    this.persons = new PersonApi(connection);
    this.companies = new RecordApi(connection, 'organizations', companySchema);
    this.opportunities = new RecordApi(connection, 'opportunities', opportunitySchema);
    this.notes = new NoteApi(connection);
    this.v2 = v2Service(connection, settings.baseUrl);
  }

  /** Tells the owner of the key. It is free of the monthly limit. */
  async whoami(options?: CallOptions): Promise<Identity> {
    const response = await this.#connection.send({ method: 'GET', path: '/auth/whoami' }, options);
    return readResponse(response, identitySchema);
  }

  /** Tells what is left of the limits. It is free of the monthly limit. */
  async rateLimit(options?: CallOptions): Promise<RateLimits> {
    const { body } = await this.#connection.send({ method: 'GET', path: '/rate-limit' }, options);
    return limitsOfBody(body);
  }
}
