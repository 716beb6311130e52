import { ThemeIcon } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import { directions, interactionTypes, typeName } from '../../model/interactionTypes.ts';
import type { TypeName } from '../../model/interactionTypes.ts';
import type { RecordKind } from '../../model/recordRef.ts';

const icons: Readonly<Record<TypeName, { readonly sent: string; readonly other: string }>> = {
  meeting: { sent: 'calendar', other: 'calendar' },
  call: { sent: 'device-mobile', other: 'device-mobile' },
  chatMessage: { sent: 'comment', other: 'comment-discussion' },
  email: { sent: 'send', other: 'mail' },
};

export function recordIcon(kind: RecordKind): ThemeIcon {
  switch (kind) {
    case 'person':
      return new ThemeIcon('person');
    case 'company':
      return new ThemeIcon('organization');
    case 'opportunity':
      return new ThemeIcon('briefcase');
  }
}

export function typeIcon(type: number, direction?: number | null): ThemeIcon {
  const name = typeName(type);
  if (name === undefined) return new ThemeIcon('question');
  return new ThemeIcon(direction === directions.sent ? icons[name].sent : icons[name].other);
}

/** A planned meeting has a bell, since the editor's `clock` icon looks like the one for history. */
export function interactionIcon(interaction: Interaction, now = new Date()): ThemeIcon {
  const isPlanned = interaction.type === interactionTypes.meeting.id && interaction.date > now;
  return isPlanned ? new ThemeIcon('bell') : typeIcon(interaction.type, interaction.direction);
}
