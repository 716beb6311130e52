import type { Clock } from '../../affinity/index.ts';
import type { AttachSubject, Draft, NoteSubject, UpdateSubject } from '../model/draft.ts';
import type { Sent } from '../model/draftOutcome.ts';
import { readInteraction, updateBase } from '../model/interactionReading.ts';
import { findAttached } from './attachNote.ts';
import type { Attached } from './attachNote.ts';
import { confirmSave } from './confirmSave.ts';
import { pollUntilVisible } from './lookup.ts';
import type { Lookup } from './lookup.ts';
import type { NoteSaved, Saved, SavingClient } from './saveDraft.ts';
import { findNote } from './writeNote.ts';

/** `next`: the draft was changed after it was sent, and continues as a change of what was saved. */
export type SaveLookup =
  | (Lookup<Attached | NoteSaved | Saved> & { readonly next?: AttachSubject | NoteSubject | UpdateSubject })
  | { readonly kind: 'signed-out' };

/**
 * Looks up what was sent for a draft. `current` gives the draft as it is then, since it may be edited meanwhile. Rejects when the
 * service cannot be asked.
 */
export async function lookUpSave(
  client: SavingClient,
  current: () => Draft,
  sent: Sent,
  clock: Pick<Clock, 'sleep'>,
): Promise<SaveLookup> {
  const { subject } = current();
  const { noting } = client;
  switch (subject.kind) {
    case 'create':
    case 'update':
      return lookUpInteraction(client, current, sent, clock);
    case 'note':
      return noting === undefined
        ? { kind: 'signed-out' }
        : lookUpNote(noting, { subject, current, sent }, clock);
    case 'attach':
      return noting === undefined
        ? { kind: 'signed-out' }
        : lookUpAttached({ ...client, noting }, { subject, current, sent }, clock);
  }
}

interface Question<Subject> {
  readonly subject: Subject;
  readonly current: () => Draft;
  readonly sent: Sent;
}

async function lookUpInteraction(
  client: SavingClient,
  current: () => Draft,
  sent: Sent,
  clock: Pick<Clock, 'sleep'>,
): Promise<SaveLookup> {
  const lookup = await confirmSave(client, current(), clock);
  if (lookup.kind !== 'found') return lookup;
  const { text } = sent;
  const found = { kind: 'saved', interaction: lookup.found, text, proven: true } as const;
  if (!isChangedSince(current(), sent)) return { kind: 'found', found };
  const [{ type }, { id }] = [sent, lookup.found];
  const base = updateBase(await readInteraction(client, { type, id }));
  return { kind: 'found', found, next: { kind: 'update', type, id, base } };
}

async function lookUpNote(
  noting: NonNullable<SavingClient['noting']>,
  { subject, current, sent }: Question<NoteSubject>,
  clock: Pick<Clock, 'sleep'>,
): Promise<SaveLookup> {
  const { companyIds = [], opportunityIds = [] } = sent;
  const place = { subject, records: { companyIds, opportunityIds } };
  const look = (signal: AbortSignal) => findNote(noting, place, current(), sent, signal);
  const lookup = await pollUntilVisible(look, clock);
  if (lookup.kind !== 'found') return lookup;
  const found = { kind: 'noted', note: lookup.found, proven: true } as const;
  if (!isChangedSince(current(), sent)) return { kind: 'found', found };
  return { kind: 'found', found, next: { ...subject, noteId: lookup.found.id } };
}

/** When records were changed meanwhile, the same step is left for the new ones. */
async function lookUpAttached(
  client: SavingClient & { readonly noting: NonNullable<SavingClient['noting']> },
  { subject, current, sent }: Question<AttachSubject>,
  clock: Pick<Clock, 'sleep'>,
): Promise<SaveLookup> {
  const look = (signal: AbortSignal) => findAttached(client, { ...current(), subject }, sent, signal);
  const lookup = await pollUntilVisible(look, clock);
  if (lookup.kind !== 'found' || !isChangedSince(current(), sent)) return lookup;
  return { ...lookup, next: subject };
}

function isChangedSince({ revision }: Draft, { revision: sent }: Sent): boolean {
  return sent !== undefined && sent !== revision;
}
