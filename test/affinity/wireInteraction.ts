/** A call as the service writes it. */
export function wireCall(id: number, fields: Readonly<Record<string, unknown>> = {}) {
  return { id, type: 1, date: '2025-03-04T05:06:07.089Z', persons: [], notes: [], ...fields };
}
