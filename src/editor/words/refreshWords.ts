import { l10n } from 'vscode';
import type { ContactRefresh } from '../../history/contactRefresh.ts';
import type { BelowFloor } from '../../history/monthlyFloor.ts';
import { oneLine } from '../../model/cleanText.ts';
import { explain } from './explain.ts';
import { formatNumber } from './formatNumber.ts';

export const refreshWords = { progress, finished, stopped, notRefreshed };

/** "12 of 40", beside the title of a refresh. */
function progress(done: number, total: number): string {
  return l10n.t('{0} of {1}', formatNumber(done), formatNumber(total));
}

function finished({ refreshed }: ContactRefresh): string {
  return refreshed === 1
    ? l10n.t('Refreshed the last contact of 1 record')
    : l10n.t('Refreshed the last contact of {0} records', formatNumber(refreshed));
}

/** After the user stopped it. */
function stopped({ refreshed, skipped, failures }: ContactRefresh): string {
  const total = refreshed + skipped + failures.length;
  return total === 1
    ? l10n.t('Stopped before the record was refreshed')
    : l10n.t('Stopped after {0} of {1} records were refreshed', formatNumber(refreshed), formatNumber(total));
}

/** The number of records that keep their old dates, and the reason if they share one. */
function notRefreshed({ refreshed, failures, skipped }: ContactRefresh, floor?: BelowFloor): string {
  const kept = failures.length + skipped;
  const total = kept + refreshed;
  const reason = floor === undefined ? sharedReason(failures) : floorWords(floor);
  const [first] = failures;
  if (total === 1 && first !== undefined)
    return l10n.t('The last contact of {0} couldn’t be refreshed: {1}.', oneLine(first.record.name), reason);
  return kept === 1
    ? l10n.t(
        '1 of {0} records couldn’t be refreshed and keeps its old dates: {1}.',
        formatNumber(total),
        reason,
      )
    : l10n.t(
        '{0} of {1} records couldn’t be refreshed and keep their old dates: {2}.',
        formatNumber(kept),
        formatNumber(total),
        reason,
      );
}

function sharedReason(failures: ContactRefresh['failures']): string {
  const [reason, ...others] = new Set(failures.map(({ error }) => explain(error).short));
  return reason === undefined || others.length > 0 ? l10n.t('see the log for details') : reason;
}

function floorWords({ remaining, floor }: BelowFloor): string {
  return l10n.t(
    'your firm has {0} requests left this month, and you reserve {1}',
    formatNumber(remaining),
    formatNumber(floor),
  );
}
