import { describe, expect, it } from 'vitest';
import { AffinityError } from '../../../src/affinity/index.ts';
import { hostZone } from '../../../src/dates/wallTime.ts';
import { recordItem, recordTooltip } from '../../../src/editor/tree/recordItem.ts';
import { ageWords } from '../../../src/editor/words/ageWords.ts';
import { contactWords } from '../../../src/editor/words/contactWords.ts';
import { refreshWords } from '../../../src/editor/words/refreshWords.ts';
import { recordRow } from '../../../src/history/historyRow.ts';
import { BelowFloor } from '../../../src/history/monthlyFloor.ts';
import { recordContact } from '../../../src/history/recordContact.ts';
import type { RecordDates } from '../../../src/history/recordDates.ts';
import type { MarkdownString } from '../support/vscodeStandIn.ts';

const now = new Date();
const thisYear = now.getFullYear();
const ago = (days: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, 0, 0, 1);
const contactOf = (dates: RecordDates | undefined, readAt = now) =>
  recordContact(
    { dates, readAt: readAt.getTime() },
    { now: now.getTime(), zone: hostZone(), quietAfterDays: 45 },
  );

const of = (dates: RecordDates | undefined): string => contactWords.description('company', contactOf(dates));

describe('the row of a record', () => {
  it('says how long ago the last contact was', () => {
    expect([0, 1, 12, 59, 60, 110, 800, -1, -3].map(ageWords)).toEqual([
      'today',
      'yesterday',
      '12 days ago',
      '59 days ago',
      '2 months ago',
      '4 months ago',
      '2 years ago',
      'tomorrow',
      'in 3 days',
    ]);
  });

  it('claims only what is known', () => {
    expect(of(undefined)).toBe('company');
    expect(
      contactWords.description(
        'person',
        recordContact(undefined, { now: 0, zone: 'UTC', quietAfterDays: 1 }),
      ),
    ).toBe('person');
    expect(of({ lastInteractionDate: new Date(0) })).toBe('company');
    expect(of({})).toBe('company · no contact yet');
    expect(of({ lastInteractionDate: ago(12) })).toBe('company · 12 days ago');
    const next = new Date(thisYear + 1, 1, 3, 12);
    expect(of({ lastInteractionDate: ago(100), nextEventDate: next })).toBe(
      `company · 3 months ago · quiet · next 3 Feb ${thisYear + 1}`,
    );
  });

  it('says that the last contact isn’t known once it was deleted here', () => {
    const view = { now: now.getTime(), zone: hostZone(), quietAfterDays: 45, isLost: true };
    const lost = recordContact(undefined, view);
    expect(contactWords.description('company', lost)).toBe('company · last contact not known');
    expect(contactWords.tooltipLines('company', lost)).toEqual([
      'The last contact was changed or deleted here. Use Refresh Last Contact to update it.',
    ]);
    // What is known again is told, whatever was lost before.
    const known = { dates: { lastInteractionDate: ago(12) }, readAt: now.getTime() };
    expect(contactWords.description('company', recordContact(known, view))).toBe('company · 12 days ago');
  });

  it('says when old dates were read', () => {
    const readAt = new Date(thisYear - 1, 10, 14, 12);
    const contact = contactOf({ lastInteractionDate: ago(500) }, readAt);
    expect(contactWords.description('person', contact)).toMatch(
      new RegExp(`ago · quiet · as of 14 Nov ${thisYear - 1}$`),
    );
  });

  it('has an address of its own when it is quiet, for its badge, and says so in words', () => {
    const row = recordRow('me', { kind: 'company', id: 7, name: 'Acme' });
    const quiet = recordItem(row, false, contactOf({ lastInteractionDate: ago(100) }));
    const other = recordItem(row, false, contactOf({ lastInteractionDate: ago(10) }));
    expect([quiet.resourceUri?.toString(), other.resourceUri]).toEqual([
      'affinity-quiet:/45/me/company:7',
      undefined,
    ]);
    expect(quiet.accessibilityInformation?.label).toBe('Acme, company, 3 months ago, quiet');
    expect([contactWords.quiet(1), contactWords.quiet(45)]).toEqual([
      'Quiet: no contact for more than 1 day',
      'Quiet: no contact for more than 45 days',
    ]);
  });
});

describe('the tooltip of a record', () => {
  it('has every date with its age and source, and when it was read', () => {
    const readAt = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 0, 0, 30);
    const dates = { lastEmailDate: ago(12), firstEmailDate: ago(900), lastInteractionDate: ago(12) };
    const lines = contactWords.tooltipLines('opportunity', contactOf(dates, readAt), now);
    expect(lines).toEqual([
      expect.stringMatching(/^Last email: \w+ \d+ \w+ \d{4} 00:00 \(12 days ago\)$/),
      expect.stringMatching(/^First email: .* \(2 years ago\)$/),
      'From its companies and people',
      'As of 00:00 today',
    ]);
    const [quiet] = contactWords.tooltipLines('person', contactOf({ lastEmailDate: ago(90) }, readAt), now);
    expect(quiet).toBe('Quiet: no contact for more than 45 days');
    expect(contactWords.tooltipLines('company', contactOf({}, ago(3)), now)).toEqual([
      'No contact yet',
      expect.stringMatching(/^As of \w+ \d+ \w+ \d{4} 00:00$/),
    ]);
    expect(contactWords.tooltipLines('company', contactOf(undefined), now)).toEqual([]);
  });

  it('trusts no name', () => {
    const row = recordRow('me', { kind: 'company', id: 7, name: '[a](command:b) <i>' });
    const { value, isTrusted } = recordTooltip(row, contactOf({})) as unknown as MarkdownString;
    expect(isTrusted ?? false).toBe(false);
    expect(value).not.toMatch(/(?<!\\)[[<]/);
  });
});

describe('the end of a refresh', () => {
  const record = { kind: 'company', id: 7, name: 'Acme' } as const;
  const failure = (kind: 'forbidden' | 'network') => ({
    record,
    error: new AffinityError({ kind, message: '', method: 'GET', path: '/organizations/7' }),
  });

  it('counts in one sentence what keeps its old dates, with the reason if there is one', () => {
    expect(refreshWords.notRefreshed({ refreshed: 0, failures: [failure('forbidden')], skipped: 0 })).toBe(
      'The last contact of Acme couldn’t be refreshed: No permission.',
    );
    expect(refreshWords.notRefreshed({ refreshed: 3, failures: [failure('forbidden')], skipped: 0 })).toBe(
      '1 of 4 records couldn’t be refreshed and keeps its old dates: No permission.',
    );
    expect(refreshWords.notRefreshed({ refreshed: 3, failures: [failure('network')], skipped: 4 })).toBe(
      '5 of 8 records couldn’t be refreshed and keep their old dates: Affinity can’t be reached.',
    );
    const both = [failure('network'), failure('forbidden')];
    expect(refreshWords.notRefreshed({ refreshed: 3, failures: both, skipped: 0 })).toMatch(
      /: see the log for details\.$/,
    );
    expect(
      refreshWords.notRefreshed({ refreshed: 0, failures: [], skipped: 60 }, new BelowFloor(4000, 5000)),
    ).toBe(
      '60 of 60 records couldn’t be refreshed and keep their old dates: ' +
        'your firm has 4,000 requests left this month, and you reserve 5,000.',
    );
  });

  it('says how far it got when the user stopped it', () => {
    expect(refreshWords.stopped({ refreshed: 12, failures: [], skipped: 28 })).toBe(
      'Stopped after 12 of 40 records were refreshed',
    );
    expect(refreshWords.stopped({ refreshed: 0, failures: [], skipped: 1 })).toBe(
      'Stopped before the record was refreshed',
    );
  });
});
