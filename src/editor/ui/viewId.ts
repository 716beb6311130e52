/** The id of the view in the manifest. */
export const VIEW_ID = 'affinity.interactions';
