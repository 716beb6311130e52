import { AffinityError } from '../../affinity/index.ts';
import type { AffinityClient, InteractionService } from '../../affinity/index.ts';
import type { FormConnection } from '../../drafts/form/formParts.ts';
import type { Log } from '../settings/configuration.ts';

/** What forms and deletions ask of the service. */
export type FormServices = Pick<FormConnection, 'notes' | 'persons'> & {
  readonly interactions: Pick<InteractionService, 'list' | 'get' | 'create' | 'update' | 'delete'>;
};

/** The services of a client, with a line in the log for each failure: forms have room for a few words only. */
export function loggedServices(
  { interactions, notes, persons }: Pick<AffinityClient, 'interactions' | 'notes' | 'persons'>,
  log: Log,
): FormServices {
  const logged = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      const line = failureLine(error);
      if (line !== undefined) log.warn(line);
      throw error;
    }
  };
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

/** Neither what was typed nor what the service said of it: both may be about people. Nothing for what was given up. */
function failureLine(error: unknown): string | undefined {
  if (error instanceof AffinityError) {
    const { kind, method, path, status, requestId, outcome } = error;
    const known = [status && `status ${status}`, requestId && `request ${requestId}`].filter(Boolean);
    return [`${method} ${path}: ${kind}`, ...known, `outcome ${outcome}`].join(', ');
  }
  if (!(error instanceof Error) || error.name === 'AbortError') return undefined;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /u.test(line)) ?? [];
  return [`Unexpected: ${error.name}`, ...frames].join('\n');
}
