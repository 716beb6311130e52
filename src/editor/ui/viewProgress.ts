import { window } from 'vscode';

/** The id of the view in the manifest. */
export const VIEW_ID = 'affinity.interactions';

/** Shows the progress bar of a view until the work has settled. */
export function viewProgress<Result>(work: () => Promise<Result>, viewId = VIEW_ID): Thenable<Result> {
  return window.withProgress({ location: { viewId } }, work);
}
