import { recordKey } from '../../model/recordRef.ts';
import type { RecordId } from '../../model/recordRef.ts';
import type { NoteRecord } from '../../protocol/formView.ts';
import type { Draft } from '../model/draft.ts';
import type { FormDeps } from './formDeps.ts';
import { noteRecordSuggestions } from './peopleSuggestions.ts';
import type { Suggestions } from './suggestions.ts';

/** The field *Also on*: what it offers, and how the note of a new interaction will be put on its records. */
export class FormRecords {
  readonly #deps: FormDeps;
  readonly #search: Suggestions<NoteRecord>;
  /** Suggestions depend on the people only. */
  #suggested: { readonly people: string; readonly records: readonly NoteRecord[] } | undefined;

  constructor(deps: FormDeps) {
    this.#deps = deps;
    this.#search = noteRecordSuggestions(deps);
  }

  get #draft(): Draft {
    return this.#deps.work.draft.current;
  }

  /** Records that can be added with one click, without those that are there. */
  get suggested(): readonly NoteRecord[] {
    if (this.#draft.subject.kind !== 'create') return [];
    const known = this.#known;
    return this.#ofPeople().filter((record) => !known.has(recordKey(record)));
  }

  /** Finds a record among those that were offered to the page, which cannot add any other. */
  offered(record: RecordId): NoteRecord | undefined {
    const key = recordKey(record);
    return this.#search.offered(key) ?? this.#ofPeople().find((one) => recordKey(one) === key);
  }

  /** Without a text, offers the records of the people. */
  ask(query: number, text: string): void {
    this.#ofPeople();
    if (text.trim() === '') void this.#search.offerRelated(query, this.#known);
    else this.#search.ask(query, text);
  }

  /** Says in the form that a separate note will be on the records, before anything is sent. */
  async learnWay(): Promise<void> {
    const { draft, attempts } = this.#deps.work;
    const isOpen = (): boolean =>
      this.#draft.subject.kind === 'create' && this.#draft.recordsWay !== 'separate';
    if (!isOpen() || this.#known.size === 0) return;
    const way = await this.#deps.recordsWay?.();
    // While it is being sent, the stored draft has to say so.
    if (way !== 'separate' || !isOpen() || attempts.stage !== undefined) return;
    draft.amend((current) => ({ ...current, recordsWay: way }));
    this.#deps.work.onChange();
  }

  dispose(): void {
    this.#search.dispose();
  }

  get #known(): ReadonlySet<string> {
    return new Set((this.#draft.alsoOn ?? []).map((record) => recordKey(record)));
  }

  #ofPeople(): readonly NoteRecord[] {
    const people = JSON.stringify(this.#draft.people);
    if (this.#suggested?.people === people) return this.#suggested.records;
    this.#search.forgetRelated();
    const records = this.#deps.suggestedRecords?.(this.#draft) ?? [];
    this.#suggested = { people, records };
    return records;
  }
}
