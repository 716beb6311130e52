import { capture } from '../../drafts/capture/capture.ts';
import type { CaptureSource } from '../../drafts/capture/capture.ts';
import { draftFromExtraction } from '../../drafts/extract/draftFromExtraction.ts';
import type { Extraction } from '../../drafts/extract/extraction.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { draftStart } from '../drafts/draftStart.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { isDayFirst } from '../words/isDayFirst.ts';
import { captureMessages } from './captureMessages.ts';
import { personOf } from './freshDrafts.ts';

/** The record and the type that a row gives to what is logged on it. */
export interface LogTarget {
  readonly about?: RecordRef | undefined;
  readonly type?: LoggableTypeId | undefined;
}

/** A draft that is filled from a file or the clipboard. Undefined, after a message, when there is nothing to log. */
export async function draftFromFile(
  session: AccountSession,
  id: string,
  source: CaptureSource,
  target: LogTarget = {},
): Promise<Draft | undefined> {
  const start = draftStart(session, id);
  const draft = async (extraction: Extraction): Promise<Draft> =>
    draftFromExtraction(start, extraction, { ...target, person: await personOf(session, target.about) });
  const captured = await capture(source, start.user, {
    now: start.now,
    zone: start.zone,
    dayFirst: isDayFirst(),
  });
  switch (captured.kind) {
    case 'problem':
      captureMessages.tellProblem(captured.code, source.fileName);
      return undefined;
    case 'filled':
      return draft(captured.extraction);
    case 'meetings': {
      const [only, ...others] = captured.meetings;
      const chosen = others.length === 0 ? only : await captureMessages.chooseMeeting(captured.meetings);
      if (chosen === undefined) return undefined;
      if (chosen.meeting.isCancelled && !(await captureMessages.confirmCancelled(chosen))) return undefined;
      return draft(chosen.extraction);
    }
  }
}
