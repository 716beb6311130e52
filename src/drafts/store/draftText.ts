import * as z from 'zod/mini';
import { draftSchema } from '../model/draft.ts';
import type { Draft } from '../model/draft.ts';

const versionSchema = z.object({ version: z.number() });

export type DraftReading =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly problem: 'not-json' | 'newer-version' | 'not-a-draft' };

/** The text under which a draft is kept. */
export function draftText(draft: Draft): string {
  return JSON.stringify({ ...draft, id: undefined }, undefined, 2);
}

/** Reads a kept draft. Nonsense is a problem, never an exception; whoever reads leaves the text where it is. */
export function readDraftText(id: string, text: string): DraftReading {
  const data = parsed(text);
  if (data === undefined) return { ok: false, problem: 'not-json' };
  const result = z.safeParse(draftSchema, data);
  if (result.success) return { ok: true, draft: { ...result.data, id } };
  const { success, data: versioned } = z.safeParse(versionSchema, data);
  return { ok: false, problem: success && versioned.version > 1 ? 'newer-version' : 'not-a-draft' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
