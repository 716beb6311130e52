import { l10n, Uri, window } from 'vscode';
import type { InteractionType } from '../../affinity/index.ts';
import type { InteractionRow } from '../../history/historyRow.ts';
import { canBeLogged, loggableTypeIds, typeIds } from '../../model/interactionTypes.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import { parseInteractionUri } from '../documents/interactionUri.ts';
import { pickInteraction } from '../pick/pickInteraction.ts';
import type { PickOptions } from '../pick/pickInteraction.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { rowsOf } from '../tree/row.ts';
import { messages } from '../ui/messages.ts';

/** Emails can't be edited, nor logged again. They aren't offered, but can be entered by their ID. */
export const loggableOnly = { types: loggableTypeIds, typesById: typeIds };

/** An interaction that a command is about, as far as it is known. */
export interface InteractionTarget {
  readonly type: InteractionType;
  readonly id: number;
  readonly record?: InteractionRow['record'];
  readonly interaction?: InteractionRow['interaction'];
}

/** The interactions that are given; without a row or document, one that the user picks. */
export async function interactionTargets(
  session: AccountSession,
  [argument, others]: readonly [argument?: unknown, others?: unknown],
  options: PickOptions,
): Promise<readonly InteractionTarget[]> {
  const given = givenTargets(session, argument, others);
  if (given.length > 0 || argument !== undefined) return given;
  const picked = await pickTarget(session, options);
  return picked === undefined ? [] : [picked];
}

/**
 * The interactions of the selected rows, each once; else that of the document whose title bar or tab was used; else, from
 * the palette, the one that is open in the active editor.
 */
export function givenTargets(
  session: AccountSession,
  argument: unknown,
  others?: unknown,
): readonly InteractionTarget[] {
  const uri = argument === undefined ? window.activeTextEditor?.document.uri : argument;
  if (uri instanceof Uri) {
    const address = parseInteractionUri(uri);
    return address?.account === session.name ? [address] : [];
  }
  const targets = rowsOf(argument, others).flatMap((row) =>
    row.kind === 'interaction'
      ? [{ type: row.type, id: row.interaction.id, record: row.record, interaction: row.interaction }]
      : [],
  );
  return [...new Map(targets.map((one) => [`${one.type}-${one.id}`, one])).values()];
}

/** Undefined on cancel. */
export async function pickTarget(
  session: AccountSession,
  options: PickOptions,
): Promise<InteractionTarget | undefined> {
  const opened = await pickInteraction(session, options);
  return opened && { ...opened, id: opened.interaction.id };
}

/** For an email it says why it doesn't fit, and another interaction can be selected. Undefined on cancel. */
export async function loggableTarget(
  session: AccountSession,
  target: InteractionTarget | undefined,
  options: PickOptions,
  emailProblem: string,
): Promise<LoggableTarget | undefined> {
  if (target === undefined) return undefined;
  const { type } = target;
  if (canBeLogged(type)) return { ...target, type };
  const another = l10n.t('Select Another…');
  if ((await messages.showInformation(emailProblem, another)) !== another) return undefined;
  return loggableTarget(session, await pickTarget(session, options), options, emailProblem);
}

export type LoggableTarget = InteractionTarget & { readonly type: LoggableTypeId };
