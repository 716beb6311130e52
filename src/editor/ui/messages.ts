import { window } from 'vscode';
import { withoutIcons, withoutLinks } from '../words/withoutIcons.ts';

const REMARK_MS = 8000;

// The only file that shows messages: the editor makes links of what looks like one in them, command links too, and what
// is said holds words of the service and of whoever wrote a title. In the status bar it makes icons.

export function showError<Action extends string>(
  message: string,
  ...actions: Action[]
): Thenable<Action | undefined> {
  return window.showErrorMessage(withoutLinks(message), ...actions);
}

export function showInformation<Action extends string>(
  message: string,
  ...actions: Action[]
): Thenable<Action | undefined> {
  return window.showInformationMessage(withoutLinks(message), ...actions);
}

export function showWarning<Action extends string>(
  message: string,
  ...actions: Action[]
): Thenable<Action | undefined> {
  return window.showWarningMessage(withoutLinks(message), ...actions);
}

/** Says in the status bar, for as long as it takes to read, what asks for nothing. */
export function remark(message: string, icon?: 'check' | 'question'): void {
  window.setStatusBarMessage(
    [icon && `$(${icon})`, withoutIcons(message)].filter(Boolean).join(' '),
    REMARK_MS,
  );
}

/** Asks what must be answered now; true for the action, false for Cancel. */
export async function askModal({ message, detail, action }: Question): Promise<boolean> {
  const options = { modal: true, detail: withoutLinks(detail) };
  return (await window.showWarningMessage(withoutLinks(message), options, action)) === action;
}

interface Question {
  readonly message: string;
  readonly detail: string;
  readonly action: string;
}
