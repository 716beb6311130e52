/** The type of the form's panels, as the manifest names it. The start loads this file, but none of the form's. */
export const FORM_VIEW_TYPE = 'affinity.form';
