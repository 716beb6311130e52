import { l10n } from 'vscode';
import { oneLine } from '../../model/cleanText.ts';
import { typeName } from '../../model/interactionTypes.ts';
import type { LoggableTypeId, TypeId } from '../../model/interactionTypes.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { joinSentences } from './explain.ts';
import { formatList, formatNumber } from './formatNumber.ts';
import { draftOfType, newestOfType, typeWords } from './typeWords.ts';

/** The longest text of a model or of the service in a question. */
const LONGEST = 120;

/** The effect of a tool before it runs, in the user's language. */
export const toolWords = { find, list, read, search, draft, goesToModel };

interface Notice {
  readonly effect: string;
  readonly title?: string;
}

interface ListedSpan {
  readonly record: RecordId;
  /** Undefined until it is known. */
  readonly name: string | undefined;
  /** Empty for all types. */
  readonly types: readonly TypeId[];
  readonly after: string | undefined;
  readonly before: string | undefined;
  readonly limit: number;
}

function find(query: string): Notice {
  return {
    effect: l10n.t('Search Affinity for people, companies and opportunities named “{0}”.', shortened(query)),
    title: l10n.t('Search Affinity?'),
  };
}

function list({ record, name, types, after, before, limit }: ListedSpan): Notice {
  const shown =
    name === undefined ? l10n.t('{0} {1}', typeWords.recordKind(record.kind), record.id) : shortened(name);
  return {
    effect: joinSentences(newestWords(types, limit, shown), spanWords(after, before)),
    title: l10n.t('Read interactions from Affinity?'),
  };
}

function read(type: TypeId, id: number, label: string | undefined): Notice {
  const effect =
    label === undefined
      ? l10n.t('Read {0} {1} with its notes.', typeWords.inSentence(type), id)
      : l10n.t('Read “{0}” with its notes.', shortened(label));
  return { effect, title: l10n.t('Read an interaction from Affinity?') };
}

function search(query: string): Notice {
  return {
    effect: l10n.t('Search the interactions of the records you follow for “{0}”.', shortened(query)),
    title: l10n.t('Search your interactions?'),
  };
}

/** The form itself shows everything, so that the editor need not ask. */
function draft(type: LoggableTypeId): Notice {
  return { effect: draftOfType[typeName(type)]() };
}

function goesToModel(): string {
  return l10n.t('The result goes to the language model of this chat.');
}

function newestWords(types: readonly TypeId[], limit: number, name: string): string {
  const [only, ...others] = types;
  if (only !== undefined && others.length === 0) {
    const words = newestOfType[typeName(only) ?? 'meeting'];
    return limit === 1 ? words.one(name) : words.many(formatNumber(limit), name);
  }
  if (only === undefined)
    return limit === 1
      ? l10n.t('Read the newest interaction of {0}.', name)
      : l10n.t('Read the {0} newest interactions of {1}.', formatNumber(limit), name);
  const plurals = formatList(types.map((type) => typeWords.plural(type)));
  return limit === 1
    ? l10n.t('Read the newest interaction of {0} among these types: {1}.', name, plurals)
    : l10n.t(
        'Read the {0} newest interactions of {1} among these types: {2}.',
        formatNumber(limit),
        name,
        plurals,
      );
}

function spanWords(after: string | undefined, before: string | undefined): string | undefined {
  if (after !== undefined && before !== undefined)
    return l10n.t('Only those from {0} up to, but not including, {1}.', after, before);
  if (after !== undefined) return l10n.t('Only those since {0}.', after);
  return before === undefined ? undefined : l10n.t('Only those before {0}.', before);
}

function shortened(text: string): string {
  const line = oneLine(text);
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).toWellFormed()}…`;
}
