import { Disposable } from 'vscode';
import type { WalkPage, WalkQuery } from '../../affinity/index.ts';
import type { TimelineSource, Timelines } from '../../history/timelines.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { Log } from '../settings/configuration.ts';

/** Logs every interaction that cannot be read, since the tree only shows their number. */
export function loggedSource(source: TimelineSource, log: Log): TimelineSource {
  const { persons, companies, opportunities, interactions } = source;
  return {
    persons,
    companies,
    opportunities,
    interactions: {
      iterate: (query, options) => {
        const walk = interactions.iterate(query, options);
        return {
          pages: () => logged(walk.pages(), query, log),
          [Symbol.asyncIterator]: () => walk[Symbol.asyncIterator](),
        };
      },
    },
  };
}

/** Logs why a timeline could not be loaded, once per failure, since its row has room for a few words only. */
export function logFailures(timelines: Timelines, log: Log): Disposable {
  const known = new WeakSet<Error>();
  return new Disposable(
    timelines.onDidChange(({ record, type, state }) => {
      const error = state.failure?.error;
      if (error === undefined || known.has(error)) return;
      known.add(error);
      log.warn(`${recordKey(record)}, type ${type}: not loaded. ${error.message}`);
    }),
  );
}

async function* logged(pages: AsyncGenerator<WalkPage, void>, query: WalkQuery, log: Log) {
  for await (const page of pages) {
    for (const { raw, problem } of page.rejected)
      log.warn(`Type ${query.type}, ${nameOf(raw)}: could not be read. ${problem}`);
    yield page;
  }
}

/** Only the id, so that no personal data gets into the log. */
function nameOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return typeof id === 'number' ? `id ${id}` : 'without a number as id';
}
