import { l10n } from 'vscode';
import type { BriefBasis } from '../../brief/brief.ts';
import type { BriefWords } from '../../brief/briefDocument.ts';
import { oneLine } from '../../model/cleanText.ts';
import { emailOf, nameOrEmail } from '../../model/namedPerson.ts';
import type { SectionWords } from '../../notes/interactionSection.ts';
import { explain } from './explain.ts';
import { formatDay, formatMoment, formatZoned } from './formatMoment.ts';
import { formatNumber } from './formatNumber.ts';
import { typedLabel } from './interactionLabel.ts';
import { typeDescription } from './typeDescription.ts';
import { typeWords } from './typeWords.ts';

/** Source: V2 docs, Relationships. */
const REGULAR = 0.7;
const OCCASIONAL = 0.4;

export function briefWords(section: (opening: string) => SectionWords): BriefWords {
  return {
    section,
    headings: {
      contact: l10n.t('Contact'),
      strengths: l10n.t('Who knows them best'),
      contacts: l10n.t('People on their side'),
      colleagues: l10n.t('People on our side'),
      drafts: l10n.t('Open drafts'),
      latest: l10n.t('Latest interactions'),
      basis: l10n.t('What this brief is based on'),
    },
    last: l10n.t('Last contact'),
    next: l10n.t('Next contact'),
    noContact: l10n.t('No contact is known.'),
    openRecord: l10n.t('Open in Affinity'),
    unreadText: l10n.t('The text of this interaction wasn’t read.'),
    title: ({ name }) => l10n.t('Brief: {0}', oneLine(name)),
    prepared: (date) => l10n.t('Prepared on {0} from Affinity.', formatZoned(date)),
    interaction: (one) => l10n.t('{0}, {1}', typedLabel(one), formatMoment(one.date)),
    typeName: ({ type }) => typeWords.plural(type),
    person: (person) => {
      const [name, address] = [nameOrEmail(person), emailOf(person)];
      if (name === '') return l10n.t('Person {0}', person.id);
      return address === '' || address === name ? name : l10n.t('{0} ({1})', name, address);
    },
    count: (count) =>
      count === 1 ? l10n.t('1 interaction') : l10n.t('{0} interactions', formatNumber(count)),
    partly: (heading) => l10n.t('Counts cover only what was read; see “{0}”.', heading),
    lastOn: (date) => l10n.t('last on {0}', formatDay(date)),
    score: scoreWords,
    more: (count) => (count === 1 ? l10n.t('and 1 more') : l10n.t('and {0} more', formatNumber(count))),
    basis: basisWords,
  };
}

function scoreWords(score: number): string {
  const number = score.toFixed(2);
  // The words must agree with the number that is shown.
  const shown = Number(number);
  if (shown >= REGULAR) return l10n.t('regular contact ({0})', number);
  return shown >= OCCASIONAL
    ? l10n.t('occasional contact ({0})', number)
    : l10n.t('little contact ({0})', number);
}

/** "Meetings: 24, and 2 planned · back to 12 Mar 2025". */
function basisWords({ type, state }: BriefBasis, now: Date): string {
  const name = typeWords.plural(type);
  if (state.failure !== undefined) return l10n.t('{0}: {1}', name, explain(state.failure.error).message);
  return state.status === 'not-loaded'
    ? l10n.t('{0}: not read', name)
    : l10n.t('{0}: {1}', name, typeDescription(state, now));
}
