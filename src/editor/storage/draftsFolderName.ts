/** Where drafts are kept, below the editor's storage folder of this extension. */
export const DRAFTS_FOLDER_NAME = 'drafts';
