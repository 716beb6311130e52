import { l10n } from 'vscode';
import { AffinityError } from '../../affinity/index.ts';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { InteractionReader } from '../../drafts/model/interactionReading.ts';
import { readForDeletion } from '../../drafts/writing/readForDeletion.ts';
import type { Deletion } from '../../drafts/writing/readForDeletion.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { askModal } from '../ui/messages.ts';
import { deletionQuestion } from '../words/deletionWords.ts';

/** An interaction to be deleted, and the record under which it was seen. */
export interface DeletionTarget {
  readonly type: InteractionType;
  readonly id: number;
  readonly record?: RecordId | undefined;
  /** As its row shows it, to name what is not there any more. */
  readonly interaction?: Interaction | undefined;
}

export type Prepared = DeletionTarget & Deletion;

export interface DeletionReadings {
  readonly prepared: readonly Prepared[];
  /** Those that are not there any more. */
  readonly gone: readonly DeletionTarget[];
  readonly unread: readonly { readonly target: DeletionTarget; readonly error: unknown }[];
}

/** Only what was read can be undone, so reading comes first. What cannot be read costs the others nothing. */
export async function readAllForDeletion(
  client: InteractionReader,
  targets: readonly DeletionTarget[],
): Promise<DeletionReadings> {
  const readings = await Promise.allSettled(targets.map((target) => readForDeletion(client, target)));
  const prepared: Prepared[] = [];
  const gone: DeletionTarget[] = [];
  const unread: { readonly target: DeletionTarget; readonly error: unknown }[] = [];
  for (const [index, target] of targets.entries()) {
    const reading = readings[index];
    if (reading?.status === 'fulfilled') prepared.push({ ...target, ...reading.value });
    else if (isGone(reading?.reason)) gone.push(target);
    else unread.push({ target, error: reading?.reason });
  }
  return { prepared, gone, unread };
}

function isGone(error: unknown): boolean {
  return error instanceof AffinityError && error.kind === 'not-found';
}

export async function confirmDeletion([first, ...others]: readonly Prepared[]): Promise<boolean> {
  if (first === undefined) return false;
  const { message, detail } = deletionQuestion(first, others);
  const button = l10n.t('Delete');
  return askModal({ message, detail, action: button });
}
