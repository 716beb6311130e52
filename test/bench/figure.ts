import type { BenchEditor } from './benchEditor.ts';
import type { BuiltExtension } from './builtExtension.ts';
import type { Finding } from './finding.ts';

/** The resources of a run of the bench. Each is created on first use. */
export interface BenchRun {
  /** The seed of random delays. */
  readonly seed: number;
  readonly built: () => Promise<BuiltExtension>;
  readonly editor: () => Promise<BenchEditor>;
}

export interface Measured {
  readonly findings: readonly Finding[];
  /** Printed below the table, as Markdown. */
  readonly details?: string;
}

/** Measures some lines of the table. */
export type Figure = (run: BenchRun) => Promise<Measured>;
