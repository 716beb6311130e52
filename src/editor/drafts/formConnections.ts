import { PeopleDirectory } from '../../directory/peopleDirectory.ts';
import type { FormConnection } from '../../drafts/form/formParts.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Log } from '../settings/configuration.ts';
import { systemClock } from '../storage/systemClock.ts';
import { loggedServices } from './loggedServices.ts';
import type { FormServices } from './loggedServices.ts';

export type ServiceConnection = FormServices & Pick<FormConnection, 'directory'>;

/** The way of a form to the service: only to the account that its draft belongs to. */
export class FormConnections {
  readonly #sessions: Pick<Sessions, 'current'>;
  readonly #log: Log;
  readonly #known = new WeakMap<AccountSession, ServiceConnection>();

  constructor({ sessions, log }: { readonly sessions: Pick<Sessions, 'current'>; readonly log: Log }) {
    this.#sessions = sessions;
    this.#log = log;
  }

  /** Undefined while that account is not signed in, whoever else is. */
  of(account: string): ServiceConnection | undefined {
    const session = this.#sessions.current;
    if (session?.name !== account) return undefined;
    const known = this.#known.get(session);
    if (known !== undefined) return known;
    const services = loggedServices(session.connection.client, this.#log);
    const connection = { ...services, directory: new PeopleDirectory(services.persons, systemClock) };
    this.#known.set(session, connection);
    return connection;
  }
}
