import type { Interaction } from '../affinity/index.ts';
import { interactionTypes } from '../model/interactionTypes.ts';
import { boundedText } from './boundedAnswer.ts';
import { dataText } from './delimitedData.ts';
import { interactionFacts } from './interactionFacts.ts';
import type { Here } from './interactionFacts.ts';
import { ToolError } from './toolError.ts';

export interface ReadAnswer {
  readonly account: string;
  readonly interaction: Interaction;
  readonly notes: readonly string[];
  /** Notes that could not be read. */
  readonly missing: number;
  readonly offset: number;
  readonly here: Here;
}

/** The answer of `affinity_read_interaction`: its facts, then the text of its notes from an offset on. */
export function readAnswer({ account, interaction, notes, missing, offset, here }: ReadAnswer): string {
  const text = dataText(notes.join('\n\n'));
  if (offset > 0 && offset >= text.length)
    throw new ToolError(
      `offset is beyond the end: the text has ${text.length} characters. Call the tool without it.`,
    );
  const facts =
    offset === 0 ? interactionFacts(interaction, here) : interactionFacts(interaction, here).slice(0, 1);
  return boundedText({
    head: ({ from, to }) => [...textSentences(interaction, text, from, to), ...missingSentences(missing)],
    about: [account, ...facts, ...(text === '' ? [] : ['Text:'])],
    text,
    from: offset,
  });
}

function textSentences(interaction: Interaction, text: string, from: number, to: number): readonly string[] {
  if (text === '')
    return interaction.type === interactionTypes.email.id
      ? ['Affinity does not give out the texts of emails, so this is all there is.']
      : ['It has no note that could be shown.'];
  if (from === 0 && to >= text.length) return [`All ${text.length} characters of its text are shown.`];
  const rest =
    to >= text.length
      ? 'This is the end.'
      : `For the rest, call again with offset ${to}; an answer has at most 16 KB.`;
  return [`Characters ${from} to ${to} of ${text.length} of its text are shown. ${rest}`];
}

function missingSentences(missing: number): readonly string[] {
  if (missing === 0) return [];
  return [
    missing === 1
      ? '1 of its notes could not be read. Tell the user.'
      : `${missing} of its notes could not be read. Tell the user.`,
  ];
}
