import { ThemeIcon } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import type { RecordKind } from '../../model/recordRef.ts';

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

/** An icon by type and, where there is one, direction: 0 sent, 1 received. */
export function typeIcon(type: number, direction?: number | null): ThemeIcon {
  switch (type) {
    case 0:
      return new ThemeIcon('calendar');
    case 1:
      return new ThemeIcon('device-mobile');
    case 2:
      return new ThemeIcon(direction === 0 ? 'comment' : 'comment-discussion');
    case 3:
      return new ThemeIcon(direction === 0 ? 'send' : 'mail');
    default:
      return new ThemeIcon('question');
  }
}

/** A meeting that is still to come has an icon of its own; the editor draws its `clock` as its `history`, the past. */
export function interactionIcon(interaction: Interaction, now = new Date()): ThemeIcon {
  const planned = interaction.type === 0 && interaction.date > now;
  return planned ? new ThemeIcon('bell') : typeIcon(interaction.type, interaction.direction);
}
