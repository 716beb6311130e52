import type { Hono } from 'hono/tiny';
import type { Clock } from '../store/clock.ts';
import type { Person } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import type { KeyHolder } from './sandboxKeys.ts';

export interface SandboxEnv {
  /** What is known of a request before it is read. */
  readonly Bindings: {
    readonly isOneTooMany: boolean;
    /**
     * An answer that takes the place of the real one, after the request was counted and before it takes
     * effect.
     */
    readonly instead: (() => Response) | undefined;
  };
  readonly Variables: Caller;
}

interface Caller {
  readonly user: Person;
  readonly rights: KeyHolder['rights'];
}

export type SandboxApp = Hono<SandboxEnv>;

export interface RouteParts {
  readonly app: SandboxApp;
  /** A function, since sample data is made when the first request asks for it. */
  readonly workspace: () => Workspace;
  readonly clock: Clock;
}
