/** The types of the panels, as the manifest names them. The start loads this file, but none of the panels. */
export const viewTypes = { form: 'affinity.form', relationship: 'affinity.relationship' } as const;
