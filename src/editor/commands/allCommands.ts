import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import type { Log } from '../settings/configuration.ts';
import { SignInFlow } from '../status/signInFlow.ts';
import type { SignInParts } from '../status/signInFlow.ts';
import type { InteractionTree } from '../tree/interactionTree.ts';
import type { InteractionView } from '../tree/interactionView.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import { accountCommands } from './accountCommands.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { deletionCommands } from './deletionCommands.ts';
import { draftCommands } from './draftCommands.ts';
import { filterCommands } from './filterCommands.ts';
import { followCommands } from './followCommands.ts';
import { formCommands } from './formCommands.ts';
import { linkCommands } from './linkCommands.ts';
import { readingCommands } from './readingCommands.ts';
import { treeCommands } from './treeCommands.ts';

export interface CommandParts extends SignInParts {
  readonly documents: InteractionDocuments;
  readonly writing: WritingOnDemand;
  readonly forms: FormsOnDemand;
  readonly tree: InteractionTree;
  readonly view: InteractionView;
  readonly log: Log;
}

export interface AllCommands {
  readonly handlers: CommandHandlers;
  readonly flow: SignInFlow;
}

/** What every command does. A bundle of its own, loaded with the first command, so that starting stays light. */
export function allCommands(parts: CommandParts): AllCommands {
  const { sessions, documents, writing, tree, view, log } = parts;
  const flow = new SignInFlow(parts);
  const handlers: CommandHandlers = {
    ...accountCommands(flow, log),
    ...followCommands(sessions, view),
    ...treeCommands(sessions, tree, documents),
    ...readingCommands(sessions),
    ...formCommands(sessions, parts),
    ...draftCommands(sessions, parts),
    ...deletionCommands(sessions, writing),
    ...filterCommands(sessions),
    ...linkCommands(sessions),
  };
  return { handlers, flow };
}
