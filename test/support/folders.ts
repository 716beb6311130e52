import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Downloads of the commands; ignored by git and safe to delete. */
export const fetchedFolder = path.join(projectFolder, '.vscode-test');

/** Reports, logs of failed tests and screenshots. */
export const resultsFolder = path.join(projectFolder, 'test-results');

/** Set for the stages of a run that has just built the extension. */
export const freshBuildVariable = 'AFFINITY_TEST_BUILT';
