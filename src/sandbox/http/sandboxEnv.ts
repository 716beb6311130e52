import type { Context } from 'hono';
import type { Hono } from 'hono/tiny';
import type { Replica } from '../store/replica.ts';
import type { Person } from '../store/sampleData.ts';
import type { SandboxClock } from '../store/sandboxClock.ts';
import type { Workspace } from '../store/workspace.ts';
import type { KeyHolder } from './sandboxKeys.ts';

/** The types that Hono carries from request to route. */
export interface SandboxEnv {
  readonly Bindings: Intervention;
  readonly Variables: {
    readonly user: Person;
    readonly rights: KeyHolder['rights'];
  };
}

export type SandboxApp = Hono<SandboxEnv>;
export type SandboxContext = Context<SandboxEnv>;

/** The hook of the tests: an answer in place of the real one. The sandbox of the extension uses none of it. */
export interface Intervention {
  /** Refuses the request with 429 and these words, before it is counted. */
  readonly tooMany?: string;
  /** Answers the request after it was counted, and before it takes effect. */
  readonly answer?: () => Response;
}

export interface RouteDeps {
  readonly app: SandboxApp;
  /** A function, because the sample data is made for the first request. */
  readonly workspace: () => Workspace;
  /** The workspace as V2 sees it. */
  readonly replica: () => Replica;
  readonly clock: SandboxClock;
  readonly open: OpenQuestions;
}

/** The access of the firm to V2. */
export interface V2Options {
  /** `none` answers 403, and `without-beta` answers 404 on beta paths; `full` by default. */
  readonly access?: 'full' | 'without-beta' | 'none';
  /** The time until V2 sees a write of V1; 0 by default. */
  readonly lagMs?: number;
}

/**
 * The answers of this sandbox to questions that the documentation leaves open. The first choice of each is the
 * default; tests try the others.
 */
export interface OpenQuestions {
  /** `inclusive` lists an interaction at exactly `end_time`, which the reference client does not expect. */
  readonly endTime?: 'exclusive' | 'inclusive';
  /** The only documented sample is newest first. */
  readonly order?: 'newest-first' | 'oldest-first';
  /** Recorded answers have rich text as Markdown. */
  readonly richText?: 'markdown' | 'html';
  /** The documentation calls `person_ids` required, but the service did without in real use. */
  readonly personIdsInUpdate?: 'optional' | 'required';
  /** The effect of `direction` in an update of a chat message. */
  readonly directionInUpdate?: 'applied' | 'ignored';
  /** The notes in the list of a company: those on itself, or those of its persons' interactions too. */
  readonly companyNotes?: 'direct' | 'with-interactions';
  /** The meetings of colleagues only, in the feed of V2. */
  readonly internalMeetings?: 'listed' | 'hidden';
  /** The ids of notes in V2, compared with those of V1. */
  readonly v2NoteIds?: 'shared' | 'separate';
  /** The ids of interactions in V2, compared with those of V1. */
  readonly v2InteractionIds?: 'shared' | 'separate';
}
