/** The formats in the order in which they are offered. */
export const exportFormats = {
  markdown: { extension: 'md' },
  csv: { extension: 'csv' },
  csvForExcel: { extension: 'csv' },
  jsonLines: { extension: 'jsonl' },
} as const satisfies Readonly<Record<string, { readonly extension: string }>>;

export type ExportFormat = keyof typeof exportFormats;

export const exportFormatNames = Object.keys(exportFormats) as readonly ExportFormat[];
