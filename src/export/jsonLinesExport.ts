import { exportedCoverage } from './exportedCoverage.ts';
import { exportedInteraction, exportedTime } from './exportedInteraction.ts';
import type { ExportContext, ExportPart, ExportSource } from './exportSource.ts';
import { joinedChunks } from './joinedChunks.ts';

/** The name and version of the shape, in every line. */
export const EXPORT_SCHEMA = 'affinity-interactions/1';

/**
 * A JSON object per line: one of the kind `export`, one of the kind `interaction` for each, and at the end one of the kind
 * `coverage` for each type of a record.
 */
export async function* jsonLinesExport(
  source: ExportSource,
  context: ExportContext,
): AsyncGenerator<string, void> {
  const { firm, filter = null, exportedAt } = context;
  yield line('export', { exported_at: exportedTime(exportedAt), firm, filter });
  const coverage: string[] = [];
  for await (const part of source) {
    yield* joinedChunks(interactionLines(part, context));
    coverage.push(...part.coverage.map((one) => line('coverage', exportedCoverage(one, context))));
  }
  yield* joinedChunks(coverage);
}

function* interactionLines({ items }: ExportPart, context: ExportContext): Generator<string, void> {
  for (const item of items) yield line('interaction', exportedInteraction(item, context));
}

function line(kind: string, fields: object): string {
  return `${JSON.stringify({ schema: EXPORT_SCHEMA, kind, ...fields })}\n`;
}
