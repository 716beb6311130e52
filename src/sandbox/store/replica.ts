import type { Interaction, InteractionType, Note } from './sampleData.ts';
import type { SandboxClock } from './sandboxClock.ts';
import type { Workspace, WorkspaceWrite } from './workspace.ts';

type LoggedWrite = WorkspaceWrite & { readonly at: number };

/** The workspace as V2 sees it: with no lag it is the workspace itself, else writes of V1 appear late. */
export class Replica {
  readonly #workspace: Workspace;
  readonly #clock: SandboxClock;
  readonly #lagMs: number;
  /** Oldest first, so that the first write of a record has its oldest hidden state. */
  #writes: readonly LoggedWrite[] = [];

  constructor(workspace: Workspace, clock: SandboxClock, lagMs: number) {
    this.#workspace = workspace;
    this.#clock = clock;
    this.#lagMs = lagMs;
    if (lagMs === 0) return;
    workspace.onDidWrite = (write) => {
      this.#writes = [...this.#hidden(), { ...write, at: clock.now() }];
    };
  }

  note(id: number): Note | undefined {
    const write = this.#hidden().find((one) => one.kind === 'note' && one.id === id);
    return write?.kind === 'note' ? write.before : this.#workspace.note(id);
  }

  get notes(): readonly Note[] {
    const hidden = this.#hidden().flatMap((one) => (one.kind === 'note' ? [one.id] : []));
    const ids = new Set([...[...this.#workspace.notes].map(({ id }) => id), ...hidden]);
    return [...ids].flatMap((id) => this.note(id) ?? []);
  }

  interaction(type: InteractionType, id: number): Interaction | undefined {
    const write = this.#hidden().find(
      (one) => one.kind === 'interaction' && one.type === type && one.id === id,
    );
    return write?.kind === 'interaction' ? write.before : this.#workspace.interaction(type, id);
  }

  interactions(type: InteractionType): readonly Interaction[] {
    const hidden = this.#hidden().flatMap((one) =>
      one.kind === 'interaction' && one.type === type ? [one.id] : [],
    );
    const current = [...this.#workspace.interactions].filter((one) => one.type === type);
    if (hidden.length === 0) return current;
    const ids = new Set([...current.map(({ id }) => id), ...hidden]);
    return [...ids].flatMap((id) => this.interaction(type, id) ?? []);
  }

  /** Shows a note and its interaction at once, because V2 sees its own writes without a lag. */
  reveal({ id, interaction }: Note): void {
    this.#writes = this.#writes.filter((one) =>
      one.kind === 'note' ? one.id !== id : one.type !== interaction?.type || one.id !== interaction.id,
    );
  }

  #hidden(): readonly LoggedWrite[] {
    const now = this.#clock.now();
    return this.#writes.filter(({ at }) => at + this.#lagMs > now);
  }
}
