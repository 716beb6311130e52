import type { Clock, Interaction } from '../../affinity/index.ts';
import type { Draft } from '../model/draft.ts';
import { lookForCreated } from './lookForCreated.ts';
import { lookForUpdated } from './lookForUpdated.ts';
import type { SavingClient } from './saveDraft.ts';
import { spacedLooks } from './spacedLooks.ts';
import type { Unclear } from './spacedLooks.ts';

export type Verification =
  | { readonly kind: 'saved'; readonly interaction: Interaction }
  | { readonly kind: 'not-saved' }
  /** The service answered, and that does not tell. */
  | { readonly kind: 'unclear'; readonly why: Unclear };

/**
 * Finds out whether what was sent of a draft has arrived, after an answer that did not say so. Rejects when the service
 * cannot be asked: then it is as unknown as before.
 */
export async function verifyOutcome(
  client: SavingClient,
  draft: Draft,
  clock: Pick<Clock, 'sleep'>,
): Promise<Verification> {
  const { outcome, subject, people } = draft;
  if (outcome.state !== 'unknown') return { kind: 'not-saved' };
  const { sent } = outcome;
  const sight = await spacedLooks(
    (signal) =>
      subject.kind === 'update'
        ? lookForUpdated(client, subject, sent, signal)
        : lookForCreated(client, people, sent, signal),
    clock,
  );
  switch (sight.kind) {
    case 'there':
      return { kind: 'saved', interaction: sight.found };
    case 'absent':
      return { kind: 'not-saved' };
    case 'unclear':
      return sight;
  }
}
