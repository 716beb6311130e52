import { withoutInteraction } from '../model/draft.ts';
import type { Draft } from '../model/draft.ts';
import type { Rerouted } from './saveDraft.ts';

/** The draft that goes another way with its next save. */
export function reroutedDraft(draft: Draft, { route = 'records', isGone }: Rerouted): Draft {
  const { subject } = draft;
  switch (subject.kind) {
    case 'note':
      return { ...draft, subject: isGone ? withoutInteraction(subject) : { ...subject, route } };
    case 'attach':
      return { ...draft, subject: { ...subject, way: 'separate' } };
    case 'create':
    case 'update':
      return { ...draft, recordsWay: 'separate' };
  }
}
