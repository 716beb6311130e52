import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import { isUnfinished, QuickLog } from './quickLog.ts';
import type { UnfinishedLog } from './quickLog.ts';

export interface QuickLogsDeps {
  readonly writing: Pick<WritingOnDemand, 'get'>;
  readonly forms: Pick<FormsOnDemand, 'get'>;
}

/** The quick logs of a window. It remembers the one that was left with Esc last, as long as the account is signed in. */
export class QuickLogs {
  readonly #deps: QuickLogsDeps;
  readonly #unfinished = new WeakMap<AccountSession, UnfinishedLog>();

  constructor(deps: QuickLogsDeps) {
    this.#deps = deps;
  }

  async run(session: AccountSession): Promise<void> {
    const { forms } = this.#deps;
    const writing = await this.#deps.writing.get();
    const before = this.#unfinished.get(session);
    const unfinished = before !== undefined && isUnfinished(before, writing.drafts) ? before : undefined;
    const log = new QuickLog({ session, writing, forms, unfinished });
    const left = await log.run();
    if (left !== undefined) this.#unfinished.set(session, left);
    else if (log.isContinued) this.#unfinished.delete(session);
  }
}
