/** Of the form's panels, as the manifest names it too. Panels of before a restart are known by it. */
export const FORM_VIEW_TYPE = 'affinity.form';
