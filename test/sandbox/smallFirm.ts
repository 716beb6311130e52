import { SampleDataBuilder } from '../../src/sandbox/testing/index.ts';
import type { SampleData } from '../../src/sandbox/testing/index.ts';

export const NOW = Date.UTC(2025, 10, 20, 12);
export const DAY = 86_400_000;

/** Ids of the small firm, by name. */
export const ids = {
  ann: 1,
  ben: 2,
  cleo: 3,
  dan: 4,
  jane: 11,
  joe: 12,
  guest: 13,
  gone: 19,
  acme: 21,
  silent: 22,
  world: 23,
  deal: 31,
  plainNote: 501,
  mentionNote: 502,
} as const;

/** Four colleagues, two people at Acme, and a handful of interactions. */
export function smallFirm(): SampleData {
  const firm = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  firm.colleague({ id: ids.ann, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  firm.colleague({ id: ids.ben, firstName: 'Ben', lastName: 'Carter', emails: ['ben@small.example'] });
  firm.colleague({ id: ids.cleo, firstName: 'Cleo', lastName: 'Dubois', emails: ['cleo@small.example'] });
  firm.colleague({ id: ids.dan, firstName: 'Dan', lastName: 'Volkov', emails: ['dan@small.example'] });
  firm.person({
    id: ids.jane,
    firstName: 'Jane',
    lastName: 'Roe',
    emails: ['jane@acme.example', 'j@roe.example'],
  });
  firm.person({ id: ids.joe, firstName: 'Joe', lastName: 'Doe' });
  firm.person({ id: ids.guest, type: 2, firstName: 'Gus', lastName: 'Guest', emails: ['gus@guest.example'] });
  firm.company({ id: ids.acme, name: 'Acme', domains: ['acme.example'], personIds: [ids.jane, ids.joe] });
  firm.company({ id: ids.silent, name: 'Silent' });
  firm.company({ id: ids.world, name: 'World of Acme', domains: ['world.example'], global: true });
  firm.opportunity({ id: ids.deal, name: 'Deal', personIds: [ids.ann, ids.joe], companyIds: [ids.acme] });
  firm.merged({ kind: 'person', id: ids.gone, into: ids.jane });
  firm.merged({ kind: 'company', id: ids.gone, into: ids.acme });
  addMeetings(firm);
  firm.interaction({ type: 2, date: NOW - 6 * DAY, personIds: [ids.ann, ids.jane], direction: 1 });
  firm.interaction({ type: 2, date: NOW - 5 * DAY, personIds: [ids.ann, ids.jane], direction: 0 });
  firm.interaction({
    type: 3,
    date: NOW - 4 * DAY,
    personIds: [ids.jane, ids.ann, ids.ben],
    ccIds: [ids.ben],
    title: 'Hello',
    direction: 1,
  });
  return firm.build();
}

function addMeetings(firm: SampleDataBuilder): void {
  const logged = firm.interaction({
    type: 0,
    date: NOW - 30 * DAY,
    endDate: NOW - 30 * DAY + 3_600_000,
    personIds: [ids.ann, ids.jane],
    title: 'Kick-off',
    manualCreatorId: ids.ann,
  });
  const written = { creatorId: ids.ann, createdAt: NOW - 29 * DAY };
  firm.noteOn(logged, { ...written, id: ids.plainNote, content: 'see deal_memo_v3' });
  const mentioning = firm.interaction({
    type: 0,
    date: NOW - 20 * DAY,
    personIds: [ids.ben, ids.jane, ids.joe],
  });
  const mention = { mentionedPersonIds: [ids.ben], content: '<p>@Ben</p>', type: 2 as const };
  firm.noteOn(mentioning, { ...written, ...mention, id: ids.mentionNote });
  firm.interaction({ type: 0, date: NOW - 10 * DAY, personIds: [ids.ann, ids.ben], title: 'Partners only' });
  firm.interaction({ type: 0, date: NOW + 10 * DAY, personIds: [ids.ann, ids.joe], title: 'Planned' });
}
