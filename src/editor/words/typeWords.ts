import { l10n } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import { directions, typeName } from '../../model/interactionTypes.ts';
import type { LoggableTypeName, TypeId, TypeName } from '../../model/interactionTypes.ts';
import type { RecordKind } from '../../model/recordRef.ts';

export const typeWords = {
  plural,
  singular,
  inSentence,
  pluralInSentence,
  noneSince,
  direction,
  withDirection,
  recordKind,
};

/**
 * All texts that every type has are in this file. They are functions, because the editor's language isn't known when this
 * module is loaded. There are several tables, so that a bundle contains only those that it uses.
 */
const wordsByType: Readonly<Record<TypeName, TypeWords>> = {
  meeting: {
    singular: () => l10n.t('Meeting'),
    inSentence: () => l10n.t('meeting'),
    plural: () => l10n.t('Meetings'),
    pluralInSentence: () => l10n.t('meetings'),
    noneSince: (day) => l10n.t('No meetings since {0}', day),
  },
  call: {
    singular: () => l10n.t('Call'),
    inSentence: () => l10n.t('call'),
    plural: () => l10n.t('Calls'),
    pluralInSentence: () => l10n.t('calls'),
    noneSince: (day) => l10n.t('No calls since {0}', day),
  },
  chatMessage: {
    singular: () => l10n.t('Chat message'),
    inSentence: () => l10n.t('chat message'),
    plural: () => l10n.t('Chat messages'),
    pluralInSentence: () => l10n.t('chat messages'),
    noneSince: (day) => l10n.t('No chat messages since {0}', day),
  },
  email: {
    singular: () => l10n.t('Email'),
    inSentence: () => l10n.t('email'),
    plural: () => l10n.t('Emails'),
    pluralInSentence: () => l10n.t('emails'),
    noneSince: (day) => l10n.t('No emails since {0}', day),
  },
};

/** Effects of the tool that lists interactions. */
export const newestOfType: Readonly<Record<TypeName, NewestWords>> = {
  meeting: {
    one: (name) => l10n.t('Read the newest meeting of {0}.', name),
    many: (count, name) => l10n.t('Read the {0} newest meetings of {1}.', count, name),
  },
  call: {
    one: (name) => l10n.t('Read the newest call of {0}.', name),
    many: (count, name) => l10n.t('Read the {0} newest calls of {1}.', count, name),
  },
  chatMessage: {
    one: (name) => l10n.t('Read the newest chat message of {0}.', name),
    many: (count, name) => l10n.t('Read the {0} newest chat messages of {1}.', count, name),
  },
  email: {
    one: (name) => l10n.t('Read the newest email of {0}.', name),
    many: (count, name) => l10n.t('Read the {0} newest emails of {1}.', count, name),
  },
};

/** Effects of the tool that opens a draft. */
export const draftOfType: Readonly<Record<LoggableTypeName, () => string>> = {
  meeting: () => l10n.t('Open a form with a draft of a meeting. Nothing is sent.'),
  call: () => l10n.t('Open a form with a draft of a call. Nothing is sent.'),
  chatMessage: () => l10n.t('Open a form with a draft of a chat message. Nothing is sent.'),
};

/** Names of exported files: the record, the day and the extension. */
export const fileNameOfType: Readonly<Record<TypeName, (...parts: [string, string, string]) => string>> = {
  meeting: (...parts) => l10n.t('{0} – meetings {1}.{2}', ...parts),
  call: (...parts) => l10n.t('{0} – calls {1}.{2}', ...parts),
  chatMessage: (...parts) => l10n.t('{0} – chat messages {1}.{2}', ...parts),
  email: (...parts) => l10n.t('{0} – emails {1}.{2}', ...parts),
};

/** Hints that list the types. */
export const typeHints = {
  search: (): string => l10n.t('use meeting, call, chat or email'),
  noNotes: (): string => l10n.t('Emails can’t have notes. Select a meeting, call or chat message.'),
};

interface NewestWords {
  one(name: string): string;
  many(count: string, name: string): string;
}

interface TypeWords {
  singular(): string;
  inSentence(): string;
  plural(): string;
  pluralInSentence(): string;
  noneSince(day: string): string;
}

/** "Meetings". */
function plural(type: number): string {
  const name = typeName(type);
  return name === undefined ? l10n.t('Interactions of type {0}', type) : wordsByType[name].plural();
}

/** "Meeting". */
function singular(type: number): string {
  const name = typeName(type);
  return name === undefined ? l10n.t('Interaction of type {0}', type) : wordsByType[name].singular();
}

/** "meeting", inside a sentence. Some languages keep the capital letter there. */
function inSentence(type: number): string {
  const name = typeName(type);
  return name === undefined ? l10n.t('interaction of type {0}', type) : wordsByType[name].inSentence();
}

/** "meetings", inside a sentence. */
function pluralInSentence(type: number): string {
  const name = typeName(type);
  return name === undefined ? l10n.t('interactions of type {0}', type) : wordsByType[name].pluralInSentence();
}

/** "No calls since 3 Feb 2019". */
function noneSince(type: TypeId, day: string): string {
  return wordsByType[typeName(type) ?? 'meeting'].noneSince(day);
}

/** "Sent" or "Received"; undefined without a direction. */
function direction(value: number | null | undefined): string | undefined {
  if (value === directions.sent) return l10n.t('Sent');
  return value === directions.received ? l10n.t('Received') : undefined;
}

/** "Chat message, Sent". */
function withDirection(of: Pick<Interaction, 'type' | 'direction'>): string {
  return [singular(of.type), direction(of.direction)].filter(Boolean).join(', ');
}

function recordKind(kind: RecordKind): string {
  switch (kind) {
    case 'person':
      return l10n.t('person');
    case 'company':
      return l10n.t('company');
    case 'opportunity':
      return l10n.t('opportunity');
  }
}
