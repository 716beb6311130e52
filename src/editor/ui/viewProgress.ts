import { window } from 'vscode';

/** The id of the view in the manifest. */
export const VIEW_ID = 'affinity.interactions';

/** Shows the progress bar of the view until the work has settled. */
export function viewProgress<Result>(work: () => Promise<Result>): Thenable<Result> {
  return window.withProgress({ location: { viewId: VIEW_ID } }, work);
}
