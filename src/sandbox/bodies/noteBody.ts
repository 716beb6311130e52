import type { Note } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { timestamp } from './timestamp.ts';

/** A note as it is answered. Source: V1 docs, The Note Resource. */
export function noteBody(workspace: Workspace, note: Note): object {
  const { interaction } = note;
  const attending = interaction && workspace.interaction(interaction.type, interaction.id)?.personIds;
  return {
    id: note.id,
    creator_id: note.creatorId,
    person_ids: note.personIds,
    associated_person_ids: [...new Set([...note.personIds, ...(attending ?? [])])],
    interaction_person_ids: attending ?? [],
    interaction_id: interaction?.id ?? null,
    interaction_type: interaction?.type ?? null,
    is_meeting: interaction?.type === 0,
    mentioned_person_ids: note.mentionedPersonIds,
    organization_ids: note.companyIds,
    opportunity_ids: note.opportunityIds,
    parent_id: note.parentId,
    content: escaped(noteContent(note)),
    type: note.type,
    created_at: timestamp(note.createdAt, note.id),
    updated_at: timestamp(note.updatedAt, note.id),
  };
}

/** The text as it was written. */
export function noteContent({ content }: Note): string {
  return typeof content === 'string' ? content : content();
}

/** The service answers every `_` as `\_`; who sends back what was answered makes it `\\_`. */
function escaped(content: string): string {
  return content.replaceAll('_', String.raw`\_`);
}
