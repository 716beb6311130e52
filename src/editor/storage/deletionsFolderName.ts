/** Where deletions whose outcome is open are kept, below the editor's storage folder of this extension. */
export const DELETIONS_FOLDER_NAME = 'deletions';
