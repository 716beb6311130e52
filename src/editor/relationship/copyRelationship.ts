import { env, l10n } from 'vscode';
import { oneLine } from '../../model/cleanText.ts';
import { relationshipMarkdown } from '../../relationship/relationshipMarkdown.ts';
import { messages } from '../ui/messages.ts';
import { formatMoment } from '../words/formatMoment.ts';
import { relationshipWords } from '../words/relationshipWords.ts';
import type { Drawing } from './drawRelationship.ts';

/** A section of Markdown with what the page shows. */
function markdownOf({ relationship, scene, view }: Drawing): string {
  const person = view.everyone.find(({ id }) => id === view.choices.person);
  const closing = [
    ...(person === undefined ? [] : [l10n.t('Only interactions with {0}.', person.name)]),
    ...view.coverage.sentences,
    l10n.t('From Affinity, {0}.', formatMoment(scene.now)),
  ];
  return relationshipMarkdown(relationship, view.grid, relationshipWords(oneLine(view.name), scene, closing));
}

/** Copies the page as Markdown, and returns the sentence that says so. */
export async function copyRelationship(drawing: Drawing): Promise<string> {
  await env.clipboard.writeText(markdownOf(drawing));
  const said = l10n.t('Copied the relationship as Markdown');
  messages.remark(said, 'check');
  return said;
}
