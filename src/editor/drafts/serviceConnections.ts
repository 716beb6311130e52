import { AffinityError } from '../../affinity/index.ts';
import type { AffinityClient, InteractionService, NoteService, PersonService } from '../../affinity/index.ts';
import { PeopleDirectory } from '../../directory/peopleDirectory.ts';
import type { NoteClient } from '../../drafts/writing/noteClient.ts';
import type { DraftConnection } from '../../drafts/writing/saveDraft.ts';
import type { LearnedRules } from '../../drafts/writing/updateInteraction.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Log } from '../settings/configuration.ts';
import { systemClock } from '../storage/systemClock.ts';

/** The services that drafts and deletions use. */
export interface ServiceConnection extends DraftConnection {
  readonly interactions: DraftConnection['interactions'] & Pick<InteractionService, 'delete'>;
}

/** Connects a draft or a deletion with the service, only while its own account is signed in. */
export class ServiceConnections {
  readonly #sessions: Pick<Sessions, 'current'>;
  readonly #log: Log;
  /** By account, since accounts differ in what V2 lets them do. Kept until the window is closed. */
  readonly #learned = new Map<string, LearnedRules>();
  readonly #known = new WeakMap<AccountSession, ServiceConnection>();

  constructor({ sessions, log }: { readonly sessions: Pick<Sessions, 'current'>; readonly log: Log }) {
    this.#sessions = sessions;
    this.#log = log;
  }

  /** Undefined while that account is not signed in, even if another one is. */
  of(account: string): ServiceConnection | undefined {
    const session = this.#sessions.current;
    if (session?.name !== account) return undefined;
    const known = this.#known.get(session);
    if (known !== undefined) return known;
    const services = loggedServices(session.connection.client, this.#log);
    const learned = this.#learned.get(account) ?? {};
    this.#learned.set(account, learned);
    const connection = {
      ...services,
      learned,
      noting: notingServices(session, learned, this.#log),
      directory: new PeopleDirectory(services.persons, systemClock),
    };
    this.#known.set(session, connection);
    return connection;
  }
}

interface LoggedServices {
  readonly interactions: ServiceConnection['interactions'];
  readonly notes: Pick<NoteService, 'get'>;
  readonly persons: Pick<PersonService, 'search'>;
}

/** Writes a line to the log for each failed request, because a form has room for a few words only. */
function loggedServices({ interactions, notes, persons }: AffinityClient, log: Log): LoggedServices {
  const logged = failureLogger(log);
  return {
    interactions: {
      list: (query, options) => logged(interactions.list(query, options)),
      get: (id, type, options) => logged(interactions.get(id, type, options)),
      create: (data, options) => logged(interactions.create(data, options)),
      update: (id, type, data, options) => logged(interactions.update(id, type, data, options)),
      delete: (id, type, options) => logged(interactions.delete(id, type, options)),
    },
    notes: { get: (id, options) => logged(notes.get(id, options)) },
    persons: { search: (term, options) => logged(persons.search(term, options)) },
  };
}

/** The services for notes. Reading notes before and after a save logs its failures as part of the save. */
function notingServices(
  { account, connection }: AccountSession,
  learned: LearnedRules,
  log: Log,
): NoteClient {
  const { notes, v2 } = connection.client;
  const logged = failureLogger(log);
  return {
    userId: account.identity.user.id,
    learned,
    notes: {
      get: (id, options) => logged(notes.get(id, options)),
      list: (query, options) => logged(notes.list(query, options)),
      create: (data, options) => logged(notes.create(data, options)),
      update: (id, data, options) => logged(notes.update(id, data, options)),
      delete: (id, options) => logged(notes.delete(id, options)),
    },
    v2: {
      meetings: v2.meetings,
      calls: v2.calls,
      chatMessages: v2.chatMessages,
      notes: {
        iterate: (query, options) => v2.notes.iterate(query, options),
        create: (data, options) => logged(v2.notes.create(data, options)),
        update: (id, data, options) => logged(v2.notes.update(id, data, options)),
        delete: (id, options) => logged(v2.notes.delete(id, options)),
      },
    },
  };
}

function failureLogger(log: Log) {
  return async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      const line = failureLine(error);
      if (line !== undefined) log.warn(line);
      throw error;
    }
  };
}

/** Leaves out what was typed and the service's words, which may be about people. Undefined for an aborted request. */
function failureLine(error: unknown): string | undefined {
  if (error instanceof AffinityError) {
    const { kind, method, path, status, requestId, outcome, message } = error;
    // The client's own rules name a value without quoting it.
    const rule = kind === 'invalid-argument' && message;
    const known = [rule, status && `status ${status}`, requestId && `request ${requestId}`].filter(Boolean);
    return [`${method} ${path}: ${kind}`, ...known, `outcome ${outcome}`].join(', ');
  }
  if (!(error instanceof Error) || error.name === 'AbortError') return undefined;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /u.test(line)) ?? [];
  return [`Unexpected: ${error.name}`, ...frames].join('\n');
}
