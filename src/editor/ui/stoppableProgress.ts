import { ProgressLocation, window } from 'vscode';

export interface StoppableWork<Result> {
  readonly title: string;
  /** `signal` aborts when the user clicks Cancel; `report` replaces the message behind the title. */
  readonly work: (signal: AbortSignal, report: (message: string) => void) => Promise<Result>;
}

/** Shows a notification with progress and Cancel until the work has settled. */
export function stoppableProgress<Result>({ title, work }: StoppableWork<Result>): Thenable<Result> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    const subscription = token.onCancellationRequested(() => stop.abort());
    try {
      return await work(stop.signal, (message) => progress.report({ message }));
    } finally {
      subscription.dispose();
    }
  });
}
