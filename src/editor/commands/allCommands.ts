import type { Uri } from 'vscode';
import { once } from '../../model/once.ts';
import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import { openLink } from '../links/openLink.ts';
import type { RelationshipOnDemand } from '../relationship/relationshipOnDemand.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { SignInFlow } from '../status/signInFlow.ts';
import type { SignInDeps } from '../status/signInFlow.ts';
import type { LanguageModelTools } from '../tools/languageModelTools.ts';
import type { InteractionTree } from '../tree/interactionTree.ts';
import type { InteractionView } from '../tree/interactionView.ts';
import type { WeekView } from '../week/weekView.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import { briefCommands } from './briefCommands.ts';
import { captureCommands } from './captureCommands.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { contactCommands } from './contactCommands.ts';
import { copyCommands } from './copyCommands.ts';
import { draftCommands } from './draftCommands.ts';
import type { HandleDrop } from './dropController.ts';
import { dropFiles } from './dropFiles.ts';
import { exportCommands } from './exportCommands.ts';
import { fileCommands } from './fileCommands.ts';
import { filterCommands } from './filterCommands.ts';
import { followCommands } from './followCommands.ts';
import { formCommands } from './formCommands.ts';
import { linkCommands } from './linkCommands.ts';
import { quietCommands } from './quietCommands.ts';
import { readingCommands } from './readingCommands.ts';
import { relationshipCommands } from './relationshipCommands.ts';
import { replyCommands } from './replyCommands.ts';
import { searchCommands, searchesOnDemand } from './searchCommands.ts';
import { treeCommands } from './treeCommands.ts';
import { weekCommands } from './weekCommands.ts';

export interface CommandDeps extends SignInDeps {
  readonly configuration: Pick<Configuration, 'baseUrl' | 'languageModelTools'>;
  readonly documents: InteractionDocuments;
  readonly writing: WritingOnDemand;
  readonly forms: FormsOnDemand;
  readonly relationships: RelationshipOnDemand;
  readonly tree: InteractionTree;
  readonly view: InteractionView;
  readonly week: WeekView;
  readonly extensionUri: Uri;
  readonly log: Log;
}

export interface AllCommands {
  readonly handlers: CommandHandlers;
  readonly flow: SignInFlow;
  /** Opens the interaction of a link into the editor. */
  readonly openLink: (uri: Uri) => Promise<void>;
  /** Logs from files that are dropped on a view. */
  readonly drop: HandleDrop;
  /** The tools for language models, a bundle of their own. */
  readonly tools: () => Promise<LanguageModelTools>;
}

type AccountNames = 'signIn' | 'signOut' | 'exploreSampleData' | 'showLog';

/** The handlers of all commands. They are a bundle of their own, loaded with the first command, to keep the start light. */
export function allCommands(deps: CommandDeps): AllCommands {
  const { sessions, documents, tree, view, week, log } = deps;
  const flow = new SignInFlow(deps);
  const searches = searchesOnDemand(sessions, deps.extensionUri);
  const handlers: CommandHandlers = {
    ...accountCommands(flow, log),
    ...followCommands(sessions, view),
    ...contactCommands(sessions),
    ...quietCommands(sessions),
    ...treeCommands(sessions, tree, documents),
    ...readingCommands(sessions, week),
    ...replyCommands(sessions, documents),
    ...relationshipCommands(sessions, deps),
    ...searchCommands(sessions, searches, deps.forms),
    ...formCommands(sessions, deps),
    ...captureCommands(sessions, deps),
    ...draftCommands(sessions, deps),
    ...fileCommands(sessions, deps),
    ...filterCommands(sessions),
    ...linkCommands(sessions),
    ...copyCommands(sessions),
    ...weekCommands(week),
    ...exportCommands(sessions),
    ...briefCommands(sessions, deps.writing),
  };
  const tools = once(async () => {
    const { LanguageModelTools } = await import('../tools/languageModelTools.ts');
    return new LanguageModelTools({ ...deps, searches });
  });
  return { handlers, flow, openLink: (uri) => openLink(sessions, uri), drop: dropFiles(deps), tools };
}

function accountCommands(flow: SignInFlow, log: Log): Pick<CommandHandlers, AccountNames> {
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

/** `{ apiKey }`, for programs that set up an editor. */
function keyOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('apiKey' in argument)) return undefined;
  return typeof argument.apiKey === 'string' ? argument.apiKey : undefined;
}
