import { window } from 'vscode';
import { withoutIcons, withoutLinks } from '../words/withoutIcons.ts';

const REMARK_MS = 8000;

/**
 * Only this file shows messages. The editor turns link syntax in them into links, even to commands, and `$(name)` in the
 * status bar into icons, while messages contain titles and other texts of the service.
 */
export const messages = { showError, showInformation, showWarning, remark, askModal };

function showError<Action extends string>(
  message: string,
  ...actions: Action[]
): Thenable<Action | undefined> {
  return window.showErrorMessage(withoutLinks(message), ...actions);
}

function showInformation<Action extends string>(
  message: string,
  ...actions: Action[]
): Thenable<Action | undefined> {
  return window.showInformationMessage(withoutLinks(message), ...actions);
}

function showWarning<Action extends string>(
  message: string,
  ...actions: Action[]
): Thenable<Action | undefined> {
  return window.showWarningMessage(withoutLinks(message), ...actions);
}

/** Shows a message in the status bar for a few seconds. */
function remark(message: string, icon?: 'check' | 'question'): void {
  window.setStatusBarMessage(
    [icon && `$(${icon})`, withoutIcons(message)].filter(Boolean).join(' '),
    REMARK_MS,
  );
}

/** Shows a modal dialog; true for the action, false for Cancel. */
async function askModal({ message, detail, action }: Question): Promise<boolean> {
  const options = { modal: true, detail: withoutLinks(detail) };
  return (await window.showWarningMessage(withoutLinks(message), options, action)) === action;
}

interface Question {
  readonly message: string;
  readonly detail: string;
  readonly action: string;
}
