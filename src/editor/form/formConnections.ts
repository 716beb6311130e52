import type { FormConnection } from '../../drafts/form/formParts.ts';
import { PeopleDirectory } from '../../drafts/people/peopleDirectory.ts';
import type { AccountSession } from '../account/accountSession.ts';
import type { Sessions } from '../account/sessions.ts';
import { systemClock } from '../systemClock.ts';

/** The way of a form to the service: only to the account that its draft belongs to. */
export class FormConnections {
  readonly #sessions: Pick<Sessions, 'current'>;
  readonly #known = new WeakMap<AccountSession, FormConnection>();

  constructor(sessions: Pick<Sessions, 'current'>) {
    this.#sessions = sessions;
  }

  /** Undefined while that account is not signed in, whoever else is. */
  of(account: string): FormConnection | undefined {
    const session = this.#sessions.current;
    if (session?.name !== account) return undefined;
    const known = this.#known.get(session);
    if (known !== undefined) return known;
    const { interactions, notes, persons } = session.connection.client;
    const connection = { interactions, notes, persons, directory: new PeopleDirectory(persons, systemClock) };
    this.#known.set(session, connection);
    return connection;
  }
}
