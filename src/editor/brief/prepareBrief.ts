import { l10n, window, workspace } from 'vscode';
import type { Brief } from '../../brief/brief.ts';
import type { BriefDraft } from '../../brief/briefDocument.ts';
import { readBrief } from '../../brief/readBrief.ts';
import { oneLine } from '../../model/cleanText.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { sourceLinks } from '../links/sourceLinks.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { stoppableProgress } from '../ui/stoppableProgress.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import { draftsAbout } from './draftsAbout.ts';

/** Reads what is missing, and opens the brief as an untitled document that can be edited and saved. */
export async function prepareBrief(
  session: AccountSession,
  record: RecordRef,
  writing: Pick<WritingOnDemand, 'drafts' | 'get'>,
): Promise<void> {
  const brief = await stoppableProgress({
    title: l10n.t('Preparing a brief on {0}', oneLine(record.name)),
    work: (signal) => readUntilStopped(session, record, signal),
  });
  if (brief === undefined) return;
  const { briefMarkdown } = await import('../reader/interactionMarkdown.ts');
  const drafts = await readDrafts(session, brief, writing);
  const { of, page } = sourceLinks(session.account);
  const content = briefMarkdown(brief, drafts, { of, record: page(record) });
  const document = await workspace.openTextDocument({ language: 'markdown', content });
  await window.showTextDocument(document);
}

async function readUntilStopped(
  { connection, histories, timelines }: AccountSession,
  record: RecordRef,
  signal: AbortSignal,
): Promise<Brief | undefined> {
  let requests = 0;
  // Requests of others count too, so that there are never more than allowed.
  const subscription = connection.onDidChangeLimits(() => (requests += 1));
  try {
    const deps = {
      client: connection.client,
      timelines,
      kept: (of: RecordRef) => histories.kept(of),
      edits: (since: number) => histories.edits(since),
      requests: () => requests,
      now: () => new Date(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    return await readBrief(deps, record, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    subscription.dispose();
  }
}

async function readDrafts(
  { account, name }: AccountSession,
  { record, relationship }: Brief,
  writing: Pick<WritingOnDemand, 'drafts' | 'get'>,
): Promise<readonly BriefDraft[]> {
  if (writing.drafts.length === 0) return [];
  const { drafts } = await writing.get();
  return draftsAbout(drafts.store.list(name), { record, relationship, account });
}
