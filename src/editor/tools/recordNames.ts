import { recordKey } from '../../model/recordRef.ts';
import type { RecordId, RecordRef } from '../../model/recordRef.ts';
import type { AccountSession } from '../session/accountSession.ts';

/** The names of records that tools found in one session, so that later calls and questions can name them. */
export class RecordNames {
  readonly #names = new WeakMap<AccountSession, Map<string, string>>();

  learn(session: AccountSession, records: readonly RecordRef[]): void {
    const names = this.#names.get(session) ?? new Map<string, string>();
    for (const record of records) names.set(recordKey(record), record.name);
    this.#names.set(session, names);
  }

  /** Undefined for one that is not followed and was not found yet. */
  find(session: AccountSession, { kind, id }: RecordId): RecordRef | undefined {
    const key = recordKey({ kind, id });
    const followed = session.followed.current.find((record) => recordKey(record) === key);
    const name = followed?.name ?? this.#names.get(session)?.get(key);
    return name === undefined ? undefined : { kind, id, name };
  }
}
