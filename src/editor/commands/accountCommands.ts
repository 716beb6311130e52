import type { Log } from '../settings/configuration.ts';
import type { SignInFlow } from '../status/signInFlow.ts';
import type { CommandHandlers } from './commandHandlers.ts';

type Names = 'signIn' | 'signOut' | 'exploreSampleData' | 'showLog';

export function accountCommands(flow: SignInFlow, log: Log): Pick<CommandHandlers, Names> {
  return {
    signIn: (argument) => {
      const apiKey = keyOf(argument);
      return apiKey === undefined ? flow.signIn().then(() => undefined) : flow.signInWith(apiKey);
    },
    signOut: () => flow.signOut(),
    exploreSampleData: () => flow.explore(),
    showLog: () => log.show(),
  };
}

/** `{ apiKey }`, for those who set up an editor by a program. */
function keyOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('apiKey' in argument)) return undefined;
  return typeof argument.apiKey === 'string' ? argument.apiKey : undefined;
}
