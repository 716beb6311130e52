import type { BenchEditor } from './benchEditor.ts';
import type { BuiltExtension } from './builtExtension.ts';
import type { Finding } from './finding.ts';

/** What a run of the bench offers to its figures. Each is made when it is first asked for. */
export interface BenchRun {
  /** Of what is drawn at random. */
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
