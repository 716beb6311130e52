import { l10n } from 'vscode';
import type { AnsweredField, InteractionField } from '../../drafts/checks/interactionFields.ts';
import type { UpdateBase } from '../../drafts/model/draft.ts';
import { formatZoned } from './formatMoment.ts';
import { typeWords } from './typeWords.ts';

const names: Readonly<Record<AnsweredField, () => string>> = {
  date: () => l10n.t('date'),
  people: () => l10n.t('people'),
  direction: () => l10n.t('direction'),
};

const values: Readonly<Record<InteractionField, (version: UpdateBase, zone: string) => string>> = {
  date: ({ date }, zone) => formatZoned(new Date(date), zone),
  people: ({ people }) => people.map(({ name }) => name).join(', '),
  direction: ({ direction }) => typeWords.direction(direction) ?? '',
  text: ({ text = '' }) => text,
};

/** The fields of an interaction in words. */
export const fieldWords = {
  /** The name within a sentence. */
  name: (field: AnsweredField): string => names[field](),
  /** The value that a version has, empty if it has none. */
  value: (field: InteractionField, version: UpdateBase, zone: string): string => values[field](version, zone),
};
