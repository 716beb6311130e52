import { InputBoxValidationSeverity, l10n, window } from 'vscode';
import type { InputBox, InputBoxValidationMessage } from 'vscode';
import { withoutIcons, withoutLinks } from '../words/withoutIcons.ts';
import { stepButtons, stepOf, TOTAL_STEPS } from './quickStep.ts';
import type { QuickStep } from './quickStep.ts';

/** A sentence below the field, and how much it matters. */
export interface LineRemark {
  readonly sentence: string;
  readonly severity: 'info' | 'warning' | 'error';
}

export interface QuickLineDeps {
  readonly title: string;
  readonly prompt: string;
  readonly line: string;
  /** Enter is pressed at once. */
  readonly isSubmitted: boolean;
  /** Called with each change. Resolves with how the line is read. */
  readonly onDidType: (line: string) => Promise<LineRemark | undefined>;
  /** A remark keeps the box open; anything else closes it. */
  readonly submit: (line: string) => Promise<LineRemark | 'left'>;
}

/** The third step: one line of text, and how its date is read. `left`: the line was handed over. */
export class QuickLineInput {
  readonly #deps: QuickLineDeps;
  readonly #box: InputBox;
  /** Number of the latest change; a reading of an earlier one is dropped. */
  #turn = 0;
  #isClosed = false;

  constructor(deps: QuickLineDeps) {
    const { title, prompt, line } = deps;
    this.#deps = deps;
    this.#box = window.createInputBox();
    const texts = { title: withoutIcons(title), prompt: withoutLinks(prompt), value: line };
    const placeholder = l10n.t('yesterday 3pm: talked about pricing');
    Object.assign(this.#box, { ...texts, placeholder, step: 3, totalSteps: TOTAL_STEPS });
    Object.assign(this.#box, { buttons: stepButtons(), ignoreFocusOut: true });
    // A line that is shown again is continued, not replaced by the next key.
    this.#box.valueSelection = [line.length, line.length];
  }

  async ask(): Promise<'left' | QuickStep> {
    const box = this.#box;
    const { isSubmitted, line } = this.#deps;
    try {
      return await new Promise((resolve, reject) => {
        const submit = (): void => void this.#submit().then((isLeft) => isLeft && resolve('left'), reject);
        box.onDidChangeValue((text) => this.#isClosed || void this.#read(text).catch(reject));
        box.onDidTriggerButton((button) => box.busy || resolve(stepOf(button)));
        box.onDidHide(() => resolve('cancel'));
        box.onDidAccept(submit);
        if (line !== '') void this.#read(line).catch(reject);
        box.show();
        if (isSubmitted) submit();
      });
    } finally {
      this.#isClosed = true;
      // The editor uses one field for all boxes, which would keep the text until the next box is shown.
      box.value = '';
      box.hide();
      box.dispose();
    }
  }

  async #read(line: string): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const remark = await this.#deps.onDidType(line);
    if (turn === this.#turn && !this.#box.busy) this.#show(remark);
  }

  /** True when the line was handed over. */
  async #submit(): Promise<boolean> {
    const box = this.#box;
    if (box.busy) return false;
    this.#turn += 1;
    box.busy = true;
    box.enabled = false;
    const answer = await this.#deps.submit(box.value);
    if (answer === 'left' || this.#isClosed) return answer === 'left';
    box.busy = false;
    box.enabled = true;
    this.#show(answer);
    return false;
  }

  #show(remark: LineRemark | undefined): void {
    if (!this.#isClosed) this.#box.validationMessage = withoutLinksIn(remark);
  }
}

/** The message of a remark. The editor would turn link syntax in it into a link. */
function withoutLinksIn(remark: LineRemark | undefined): InputBoxValidationMessage | undefined {
  if (remark === undefined) return undefined;
  const { Info, Warning, Error: Problem } = InputBoxValidationSeverity;
  return {
    message: withoutLinks(remark.sentence),
    severity: { info: Info, warning: Warning, error: Problem }[remark.severity],
  };
}
