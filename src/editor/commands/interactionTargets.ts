import { Uri, window } from 'vscode';
import type { InteractionType } from '../../affinity/index.ts';
import type { InteractionRow } from '../../history/historyRow.ts';
import { parseInteractionUri } from '../documents/interactionUri.ts';
import { askForInteraction } from '../pick/askForInteraction.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { rowsOf } from '../tree/row.ts';

/** An interaction that a command is about, as far as it is known. */
export interface InteractionTarget {
  readonly type: InteractionType;
  readonly id: number;
  readonly record?: InteractionRow['record'];
  readonly interaction?: InteractionRow['interaction'];
}

/**
 * The interactions of the selected rows, each once; else that of the document whose title bar or tab was used; else the
 * one that the user names by type and id.
 */
export async function interactionTargets(
  session: AccountSession,
  argument: unknown,
  others?: unknown,
): Promise<readonly InteractionTarget[]> {
  if (argument instanceof Uri) {
    const address = parseInteractionUri(argument);
    return address?.account === session.name ? [address] : [];
  }
  const targets = rowsOf(argument, others).flatMap((row) =>
    row.kind === 'interaction'
      ? [{ type: row.type, id: row.interaction.id, record: row.record, interaction: row.interaction }]
      : [],
  );
  if (argument !== undefined)
    return [...new Map(targets.map((one) => [`${one.type}-${one.id}`, one])).values()];
  const active = window.activeTextEditor?.document.uri;
  const shown = active && parseInteractionUri(active);
  if (shown?.account === session.name) return [shown];
  const found = await askForInteraction(session);
  return found === undefined ? [] : [{ type: found.type, id: found.interaction.id }];
}
