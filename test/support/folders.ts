import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What the commands fetch; ignored by git, removed without harm. */
export const fetchedFolder = path.join(projectFolder, '.vscode-test');

/** What a run leaves to look at: reports, logs of failed tests, screenshots. */
export const resultsFolder = path.join(projectFolder, 'test-results');
