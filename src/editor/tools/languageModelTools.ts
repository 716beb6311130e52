import { CancellationError, LanguageModelTextPart, LanguageModelToolResult, MarkdownString } from 'vscode';
import type { CancellationToken, PreparedToolInvocation } from 'vscode';
import { untilAborted } from '../../affinity/index.ts';
import { hostZone } from '../../dates/wallTime.ts';
import { dataLine } from '../../tools/delimitedData.ts';
import { accountChanged, signedOut, switchedOff, toolFailure } from '../../tools/toolFailure.ts';
import type { ToolName } from '../../tools/toolNames.ts';
import { tenantName, userName } from '../account/account.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import type { InteractionSearches } from '../search/interactionSearches.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { appendPlainText } from '../words/appendPlainText.ts';
import { toolWords } from '../words/toolWords.ts';
import { CallRequests } from './callRequests.ts';
import { draftInteractionTool } from './draftInteractionTool.ts';
import { findRecordTool } from './findRecordTool.ts';
import { listInteractionsTool } from './listInteractionsTool.ts';
import { checkedTool } from './modelTool.ts';
import type { CheckedTool, ToolCall, ToolNotice } from './modelTool.ts';
import { readInteractionTool } from './readInteractionTool.ts';
import { RecordNames } from './recordNames.ts';
import { searchTool } from './searchTool.ts';

export interface LanguageModelToolsDeps {
  readonly sessions: Pick<Sessions, 'ready' | 'current'>;
  readonly configuration: Pick<Configuration, 'languageModelTools'>;
  readonly forms: Pick<FormsOnDemand, 'get'>;
  readonly searches: () => Promise<InteractionSearches>;
  readonly log: Pick<Log, 'info' | 'error'>;
}

/**
 * The tools that language models may call. Four of them read, with few requests and answers of at most 16 KB; the fifth
 * opens a form. None can write, delete or send.
 */
export class LanguageModelTools {
  readonly #deps: LanguageModelToolsDeps;
  readonly #names = new RecordNames();
  /** One that is missing does not compile. */
  readonly #tools: Readonly<Record<ToolName, CheckedTool>>;

  constructor(deps: LanguageModelToolsDeps) {
    this.#deps = deps;
    this.#tools = {
      affinity_find_record: checkedTool('affinity_find_record', findRecordTool),
      affinity_list_interactions: checkedTool(
        'affinity_list_interactions',
        listInteractionsTool(this.#names),
      ),
      affinity_read_interaction: checkedTool('affinity_read_interaction', readInteractionTool),
      affinity_search: checkedTool('affinity_search', searchTool(deps.searches)),
      affinity_draft_interaction: checkedTool('affinity_draft_interaction', draftInteractionTool(deps.forms)),
    };
  }

  /** Tells the effect, without a request. Before data goes to a model the editor asks the user, who may agree for good. */
  async prepare(name: ToolName, given: unknown): Promise<PreparedToolInvocation> {
    const { sessions, configuration } = this.#deps;
    await sessions.ready;
    const session = sessions.current;
    // The call will fail, so that there is nothing to ask.
    if (session === undefined || !configuration.languageModelTools) return {};
    const notice = this.#tools[name].notice(given, session);
    return notice === undefined ? {} : prepared(notice);
  }

  /** Rejects with a `ToolError` in words for the model, or with a cancellation. */
  async invoke(name: ToolName, given: unknown, token: CancellationToken): Promise<LanguageModelToolResult> {
    const stop = new AbortController();
    const cancel = (): void => stop.abort(new CancellationError());
    if (token.isCancellationRequested) cancel();
    const subscription = token.onCancellationRequested(cancel);
    try {
      const answer = await this.#answer(name, given, stop);
      return new LanguageModelToolResult([new LanguageModelTextPart(answer)]);
    } finally {
      subscription.dispose();
    }
  }

  async #answer(name: ToolName, given: unknown, stop: AbortController): Promise<string> {
    const { sessions, configuration, log } = this.#deps;
    const { signal } = stop;
    if (!configuration.languageModelTools) throw switchedOff();
    const { subject, invoke } = this.#tools[name].read(given);
    await untilAborted(sessions.ready, signal);
    const session = sessions.current;
    if (session === undefined) throw signedOut();
    const requests = new CallRequests(session, stop);
    const call = this.#call(session, signal, () => requests.made);
    try {
      const answer = await untilAborted(invoke(call), signal);
      call.checkAccount();
      log.info(`${name}: answered with ${answer.length} characters and ${requests.made} requests.`);
      return answer;
    } catch (error) {
      // An answer that failed because of the sign-out says so.
      call.checkAccount();
      signal.throwIfAborted();
      log.info(`${name}: ${String(error)}`);
      throw toolFailure(error, subject);
    } finally {
      requests.dispose();
    }
  }

  #call(session: AccountSession, signal: AbortSignal, requests: () => number): ToolCall {
    const { account } = session;
    const sample = account.kind === 'sample' ? ' (sample data)' : '';
    return {
      session,
      account: `Account: ${dataLine(userName(account), 80)} at ${dataLine(tenantName(account), 80)}${sample}`,
      here: { now: Date.now(), zone: hostZone() },
      names: this.#names,
      requests,
      signal,
      checkAccount: () => {
        if (this.#deps.sessions.current !== session) throw accountChanged();
      },
    };
  }
}

/** Names of records are text, not Markdown. */
function prepared({ effect, title }: ToolNotice): PreparedToolInvocation {
  const invocationMessage = appendPlainText(new MarkdownString(), effect);
  if (title === undefined) return { invocationMessage };
  const message = appendPlainText(new MarkdownString(), `${effect}\n\n${toolWords.goesToModel()}`);
  return { invocationMessage, confirmationMessages: { title, message } };
}
