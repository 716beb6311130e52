import type { NoteService, V2Feed, V2Item, V2NoteService } from '../../affinity/index.ts';
import { interactionTypes } from '../../model/interactionTypes.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import type { NoteRoute } from '../model/draft.ts';
import { isForbidden, isNotFound } from './saveOutcome.ts';
import type { LearnedRules } from './updateInteraction.ts';

const MINUTE_MS = 60_000;

/** The services that a note needs, for the account of the draft. */
export interface NoteClient {
  /** The person of the user, who becomes the creator of the note. */
  readonly userId: number;
  readonly notes: Pick<NoteService, 'create' | 'delete' | 'get' | 'list' | 'update'>;
  readonly v2: {
    readonly notes: Pick<V2NoteService, 'create' | 'delete' | 'iterate' | 'update'>;
    readonly meetings: Pick<V2Feed<V2Item>, 'get'>;
    readonly calls: Pick<V2Feed<V2Item>, 'get'>;
    readonly chatMessages: Pick<V2Feed<V2Item>, 'get'>;
  };
  /** Learned from the answers, and kept until the window is closed. */
  readonly learned: Pick<LearnedRules, 'lacksV2Notes' | 'noteIds' | 'refusesCreatedAt'>;
}

/** An interaction that gets a note. */
export interface NoteTarget {
  readonly type: LoggableTypeId;
  readonly id: number;
  readonly date: Date;
  /** The id is that of V2. */
  readonly isFromV2?: boolean | undefined;
  readonly parentId?: number | undefined;
}

/**
 * How a note on the interaction is saved. V2 is asked for the interaction first: where the ids of V1 and V2 differ, the note
 * would be on another one. Never rejects; what can't be found out now is found out when the note is sent.
 */
export async function findNoteRoute(
  client: NoteClient,
  target: NoteTarget,
  hasRecords: boolean,
): Promise<NoteRoute> {
  const fallback = fallbackRoute(target.parentId, hasRecords);
  if (client.learned.lacksV2Notes === true) return fallback;
  if (target.isFromV2 === true) return 'interaction';
  try {
    const item = await feedOf(client, target.type).get(target.id);
    return isSameTime(item, target.date) ? 'interaction' : fallback;
  } catch (error) {
    return isHidden(error) ? fallback : 'interaction';
  }
}

/** True for an interaction that V2 doesn't show to the user. Never rejects; what can't be found out is not hidden. */
export async function isHiddenInV2(
  client: NoteClient,
  { type, id }: Pick<NoteTarget, 'id' | 'type'>,
): Promise<boolean> {
  return feedOf(client, type)
    .get(id)
    .then(() => false, isHidden);
}

/** Without V2: V1 ignores the records of a reply, so a note on records is one of its own. */
export function fallbackRoute(parentId: number | undefined, hasRecords: boolean): NoteRoute {
  return parentId === undefined || hasRecords ? 'records' : 'reply';
}

function feedOf({ v2 }: NoteClient, type: LoggableTypeId): Pick<V2Feed<V2Item>, 'get'> {
  switch (type) {
    case interactionTypes.meeting.id:
      return v2.meetings;
    case interactionTypes.call.id:
      return v2.calls;
    case interactionTypes.chatMessage.id:
      return v2.chatMessages;
  }
}

function isHidden(error: unknown): boolean {
  return isNotFound(error) || isForbidden(error);
}

function isSameTime(item: V2Item, date: Date): boolean {
  const time = 'startTime' in item ? item.startTime : 'sentAt' in item ? item.sentAt : undefined;
  return time !== undefined && Math.abs(time.getTime() - date.getTime()) < MINUTE_MS;
}
