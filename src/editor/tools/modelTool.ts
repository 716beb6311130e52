import type { Here } from '../../tools/interactionFacts.ts';
import { parseToolInput, readToolInput } from '../../tools/readToolInput.ts';
import type { ToolSubject } from '../../tools/toolFailure.ts';
import type { ToolInputs } from '../../tools/toolInputs.ts';
import type { ToolName } from '../../tools/toolNames.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { RecordNames } from './recordNames.ts';

/** One call of a tool, for the account that is signed in. */
export interface ToolCall {
  readonly session: AccountSession;
  /** A line that tells the model whose data it gets. */
  readonly account: string;
  readonly here: Here;
  readonly names: RecordNames;
  /** Requests that were answered since the call began, also those of others. */
  readonly requests: () => number;
  readonly signal: AbortSignal;
  /** @throws ToolError when another account is signed in by now */
  readonly checkAccount: () => void;
}

/** The editor shows this before and while a tool runs. */
export interface ToolNotice {
  /** The effect in one or two sentences. */
  readonly effect: string;
  /** The question, for a tool that hands data of the service to the model. */
  readonly title?: string;
}

export interface ModelTool<Name extends ToolName> {
  /** Makes no request. */
  readonly notice: (input: ToolInputs[Name], session: AccountSession) => ToolNotice;
  /** The thing that a failure is about. */
  readonly subject?: (input: ToolInputs[Name]) => ToolSubject | undefined;
  /** The answer for the model. */
  readonly invoke: (input: ToolInputs[Name], call: ToolCall) => Promise<string>;
}

/** A tool that takes what a model gave, valid or not. */
export interface CheckedTool {
  /** Undefined for an input that does not fit. */
  readonly notice: (given: unknown, session: AccountSession) => ToolNotice | undefined;
  /** @throws ToolError that names the fields that do not fit */
  readonly read: (given: unknown) => {
    readonly subject: ToolSubject | undefined;
    readonly invoke: (call: ToolCall) => Promise<string>;
  };
}

/** Holds a tool together with the schema of its name. */
export function checkedTool<Name extends ToolName>(name: Name, tool: ModelTool<Name>): CheckedTool {
  return {
    notice: (given, session) => {
      const input = parseToolInput(name, given);
      return input && tool.notice(input, session);
    },
    read: (given) => {
      const input = readToolInput(name, given);
      return { subject: tool.subject?.(input), invoke: (call) => tool.invoke(input, call) };
    },
  };
}
