import { window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { SampleWorkspace } from './editor/account/accountConnection.ts';
import { AccountNews } from './editor/account/accountNews.ts';
import { AccountStore } from './editor/account/accountStore.ts';
import type { ParseAccounts } from './editor/account/accountStore.ts';
import type { Connect } from './editor/account/checkKey.ts';
import { registerCommands, registerLinks } from './editor/commands/commandHandlers.ts';
import { dropController } from './editor/commands/dropController.ts';
import { InteractionDocuments } from './editor/documents/interactionDocuments.ts';
import { FormsOnDemand } from './editor/form/formsOnDemand.ts';
import { RelationshipOnDemand } from './editor/relationship/relationshipOnDemand.ts';
import { ContextKeys } from './editor/session/contextKeys.ts';
import { Sessions } from './editor/session/sessions.ts';
import type { OpenSession } from './editor/session/sessions.ts';
import { Configuration } from './editor/settings/configuration.ts';
import { AccountsMenu } from './editor/status/accountsMenu.ts';
import { AccountStatus } from './editor/status/accountStatus.ts';
import { registerTools } from './editor/tools/registerTools.ts';
import { InteractionTree } from './editor/tree/interactionTree.ts';
import { InteractionView } from './editor/tree/interactionView.ts';
import { QuietDecorations } from './editor/tree/quietDecorations.ts';
import { WeekView } from './editor/week/weekView.ts';
import { WritingOnDemand } from './editor/writing/writingOnDemand.ts';
import { once } from './model/once.ts';
import type { Sandbox, sandboxKeys } from './sandbox/index.ts';

let flush: (() => Promise<unknown>) | undefined;

/** One sandbox for as long as the editor runs, loaded with its first request. */
let sandbox: Promise<Sandbox> | undefined;

const SAMPLE_KEY: typeof sandboxKeys.user = 'sandbox-key-of-the-user';

const sample: SampleWorkspace = {
  apiKey: SAMPLE_KEY,
  fetch: async (input, init) => {
    sandbox ??= import('./sandbox/index.ts').then(({ Sandbox }) => new Sandbox());
    return (await sandbox).fetch(input, init);
  },
};

/** Builds every part once and hands it to those that need it. No request is made, and nothing is waited for. */
export function activate(context: ExtensionContext): void {
  const { extensionUri, secrets, subscriptions } = context;
  const storagePath = context.globalStorageUri.fsPath;
  const log = window.createOutputChannel('Affinity', { log: true });
  const configuration = new Configuration(log);
  const service = once(() => import('./editor/session/openSession.ts'));
  const parse: ParseAccounts = async (text) => (await service()).parseStoredAccounts(text);
  const accounts = new AccountStore(secrets, new AccountNews(storagePath), parse, log);
  const openSession: OpenSession = async (account) =>
    (await service()).openSession(account, { storagePath, sample, configuration, log });
  const sessions = new Sessions(accounts, openSession, log);
  const documents = new InteractionDocuments(sessions, log);
  const shared = { accounts, sessions, configuration, documents, storagePath, log };
  const dragAndDrop = dropController(async (...given) => (await commands()).drop(...given), log);
  const week = new WeekView({ sessions, context, dragAndDrop });
  const writing: WritingOnDemand = new WritingOnDemand({ ...shared, week, forms: () => forms });
  const forms = new FormsOnDemand({ ...shared, extensionUri, writing });
  const relationships = new RelationshipOnDemand({ sessions, extensionUri, log });
  const tree = new InteractionTree(sessions, writing, configuration);
  const view = new InteractionView(sessions, tree, dragAndDrop);
  const connect: Connect = async (options) => (await service()).connect(options);
  const parts = { ...shared, extensionUri, writing, forms, relationships, tree, view, week, sample, connect };
  const commands = once(async () => (await import('./editor/commands/allCommands.ts')).allCommands(parts));
  flush = () => Promise.all([sessions.current?.remembered.flush(), writing.flush()]);
  subscriptions.push(log, accounts, sessions, documents.register(), writing, forms, tree, view, week);
  subscriptions.push(
    new AccountsMenu(accounts, async () => (await commands()).flow).register(),
    new AccountStatus(sessions),
    new ContextKeys(sessions, accounts, week),
    new QuietDecorations().register(),
    forms.register(),
    relationships.register(),
    registerCommands(async () => (await commands()).handlers, log),
    registerTools(async () => (await commands()).tools()),
    registerLinks(async (uri) => (await commands()).openLink(uri), log),
    configuration.onDidChangeBaseUrl(() => void sessions.renew()),
    configuration.onDidChangeRememberInteractions(() => void sessions.current?.applySettings()),
  );
}

/** Waits for what is still to be written. */
export async function deactivate(): Promise<void> {
  await flush?.();
}
