import { window } from 'vscode';
import type { QuickInputButton } from 'vscode';
import { withoutLinks } from '../words/withoutIcons.ts';

export interface CheckedInputOptions<Value> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** The initial text. */
  readonly value?: string;
  readonly password?: boolean;
  /** Its place among several steps. */
  readonly step?: number;
  readonly totalSteps?: number;
  readonly buttons?: readonly QuickInputButton[];
  /** Returns the value, or a sentence that says what is wrong and how to fix it. */
  readonly check: (typed: string, signal: AbortSignal) => Promise<Value | { readonly problem: string }>;
}

/**
 * Asks for a text until it is accepted. Undefined when the user cancels; the button when one is clicked. The text stays in
 * the box while it is checked and after a problem, so that it can be corrected.
 */
export async function checkedInput<Value extends object>(
  options: CheckedInputOptions<Value>,
): Promise<Value | QuickInputButton | undefined> {
  const box = window.createInputBox();
  const { title, prompt, placeholder, value = '', password = false, buttons = [] } = options;
  const { step, totalSteps } = options;
  const field = { placeholder, value, password, step, totalSteps };
  Object.assign(box, { title, prompt, ...field, buttons: [...buttons], ignoreFocusOut: true });
  const stop = new AbortController();
  try {
    return await new Promise<Value | QuickInputButton | undefined>((resolve, reject) => {
      const check = async (): Promise<void> => {
        box.busy = true;
        box.enabled = false;
        const checked = await options.check(box.value, stop.signal);
        box.busy = false;
        box.enabled = true;
        if ('problem' in checked) box.validationMessage = withoutLinks(checked.problem);
        else resolve(checked);
      };
      box.onDidChangeValue(() => (box.validationMessage = ''));
      box.onDidTriggerButton(resolve);
      box.onDidHide(() => resolve(undefined));
      box.onDidAccept(() => {
        if (!box.busy) check().catch(reject);
      });
      box.show();
    });
  } finally {
    stop.abort();
    // The editor uses one field for all boxes, which would keep the typed text until the next box is shown.
    box.value = '';
    box.hide();
    box.dispose();
  }
}
