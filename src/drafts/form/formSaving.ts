import type { FormView } from '../../protocol/formView.ts';
import type { MessageToHost } from '../../protocol/messageToHost.ts';
import type { Entry } from '../checks/entry.ts';
import type { SaveResult } from '../writing/saveDraft.ts';
import type { FormDraft } from './formDraft.ts';
import type { FormHost } from './formParts.ts';
import type { FormWording } from './formWording.ts';
import type { SaveAttempts } from './saveAttempts.ts';

export interface FormSavingParts {
  readonly draft: FormDraft;
  readonly attempts: SaveAttempts;
  readonly host: FormHost;
  readonly wording: Pick<FormWording, 'saved'>;
  /** Waits for what is still being found out. */
  readonly settle: () => Promise<Entry>;
  readonly shown: () => { readonly revision: number; readonly view: FormView };
  readonly show: () => void;
  readonly isOver: () => boolean;
  readonly end: () => void;
}

type Submit = Extract<MessageToHost, { kind: 'submit' }>;

/** What the page asks to be sent or looked for, and what it is answered. */
export class FormSaving {
  readonly #parts: FormSavingParts;

  constructor(parts: FormSavingParts) {
    this.#parts = parts;
  }

  /** Each submission is answered, also one that comes while something else is under way. */
  async submit({ submission, despite }: Submit, isInStep: boolean): Promise<void> {
    const { attempts, host, wording, draft, settle } = this.#parts;
    if (attempts.stage !== undefined) return this.#answer('refused', submission);
    if (!isInStep) {
      attempts.refuse({ at: 'form', code: 'not-in-step' });
      return this.#answer('refused', submission);
    }
    const result = await attempts.run(settle, despite);
    if (result.kind === 'saved') {
      const { interaction, proven } = result;
      const sentence = wording.saved(interaction, draft.current.subject, proven);
      host.send({ kind: 'saved', submission, sentence });
      return this.#saved(result);
    }
    if (this.#parts.isOver()) host.leftUnanswered(result);
    this.#answer(result.kind === 'unknown' ? 'unknown' : 'refused', submission);
  }

  async checkOutcome(): Promise<void> {
    const { attempts, show } = this.#parts;
    if (attempts.stage !== undefined) return;
    const result = await attempts.verify();
    if (result.kind === 'saved') this.#saved(result);
    else show();
  }

  #answer(kind: 'refused' | 'unknown', submission: number): void {
    const { host, shown, show } = this.#parts;
    host.send({ kind, submission, ...shown() });
    // A page that was loaded anew meanwhile waits for no answer, and shows what it was told: that it is being saved.
    show();
  }

  #saved({ interaction, proven }: SaveResult & { readonly kind: 'saved' }): void {
    this.#parts.end();
    this.#parts.host.saved(interaction, this.#parts.draft.current, proven);
  }
}
