import { l10n } from 'vscode';
import { hostZone } from '../../dates/wallTime.ts';
import type { FormHost, FormParts } from '../../drafts/form/formParts.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import type { DraftStore } from '../../drafts/store/draftStore.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import { formWords } from '../../protocol/formWords.ts';
import { tenantName } from '../account/account.ts';
import { isDayFirst, userOf } from '../drafts/draftStart.ts';
import type { FormConnections } from '../drafts/formConnections.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Configuration } from '../settings/configuration.ts';
import { systemClock } from '../storage/systemClock.ts';
import { formWording } from './formWording.ts';

export interface FormSources {
  readonly sessions: Sessions;
  readonly configuration: Pick<Configuration, 'keepDraftsOnDisk'>;
  readonly store: DraftStore;
  readonly connections: FormConnections;
  readonly host: FormHost;
}

/** Everything that the form of a draft is made of. Its account is the one that is signed in when it is opened. */
export function formParts(
  draft: Draft,
  found: SaveResult | undefined,
  { sessions, configuration, store, connections, host }: FormSources,
): FormParts {
  const account = sessions.current?.account;
  return {
    draft,
    found,
    attribution: {
      user: account === undefined ? { id: 0, name: '', standing: 'internal' } : userOf(account),
      tenant: account === undefined ? '' : tenantName(account),
      sample: account?.kind === 'sample',
    },
    store,
    inMemory: () => !configuration.keepDraftsOnDisk,
    connection: () => connections.of(draft.account),
    clock: systemClock,
    zone: hostZone(),
    dayFirst: isDayFirst(),
    wording: formWording,
    words: formWords((english) => l10n.t(english)),
    host,
  };
}
