import { Disposable, lm } from 'vscode';
import { toolNames } from '../../tools/toolNames.ts';
import type { LanguageModelTools } from './languageModelTools.ts';

/** Registers the tools for language models. The first one that is called loads them. */
export function registerTools(load: () => Promise<LanguageModelTools>): Disposable {
  return Disposable.from(
    ...toolNames.map((name) =>
      lm.registerTool<unknown>(name, {
        prepareInvocation: async ({ input }) => (await load()).prepare(name, input),
        invoke: async ({ input }, token) => (await load()).invoke(name, input, token),
      }),
    ),
  );
}
