import { personSearch, recordSearch } from '../../directory/recordSearch.ts';
import type { RecordsFrom } from '../../directory/recordSearch.ts';
import type { SearchSource } from '../../directory/searchSession.ts';
import { displayText } from '../../model/displayText.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { NoteRecord } from '../../protocol/formView.ts';
import type { FormDeps } from './formDeps.ts';
import { Suggestions } from './suggestions.ts';

/** The people search of a form. */
export function peopleSuggestions({
  persons,
  contacts,
  clock,
  wording,
  host,
}: FormDeps): Suggestions<KnownPerson> {
  return new Suggestions<KnownPerson>({
    source: () => {
      const service = persons();
      return service && personSearch(service);
    },
    related: contacts,
    keyOf: ({ id }) => String(id),
    clock,
    words: wording,
    send: ({ items: people, ...answer }) => host.send({ kind: 'suggestions', people, ...answer }),
  });
}

/** The search for companies and opportunities of a form. */
export function noteRecordSuggestions(deps: FormDeps): Suggestions<NoteRecord> {
  const { records, relatedRecords, clock, wording, host } = deps;
  return new Suggestions<NoteRecord>({
    source: () => {
      const services = records();
      return services && noteRecordSearch(services);
    },
    related: relatedRecords,
    keyOf: recordKey,
    clock,
    words: {
      moreFound: () => wording.moreFound(),
      nobodyFound: (term) => wording.noRecordFound(term),
      searchFailed: (problem) => wording.searchFailed(problem),
    },
    send: ({ items, ...answer }) => host.send({ kind: 'records', records: items, ...answer }),
  });
}

type Records = NonNullable<ReturnType<FormDeps['records']>>;

function noteRecordSearch(services: Records): SearchSource<NoteRecord, RecordsFrom> {
  const persons = { search: () => Promise.resolve({ items: [] }) };
  const source = recordSearch({ ...services, persons }, ['company', 'opportunity']);
  return {
    search: async (term, from, signal) => {
      const page = await source.search(term, from, signal);
      const items = page.items.flatMap(({ kind, id, name, detail }): readonly NoteRecord[] =>
        kind === 'person'
          ? []
          : [{ kind, id, name: displayText(name), ...(detail ? { detail: displayText(detail) } : {}) }],
      );
      return { ...page, items };
    },
  };
}
