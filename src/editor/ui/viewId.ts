/** The id of the view in the manifest. */
export const viewId = 'affinity.interactions';
