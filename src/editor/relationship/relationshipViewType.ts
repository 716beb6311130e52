/** The type of the relationship panels, as the manifest names it. The start loads this file, but not the panels. */
export const RELATIONSHIP_VIEW_TYPE = 'affinity.relationship';
