// Used by `npm start`: signs in to the sample workspace and shows the view. On the desktop it also closes the window when
// the command ends, because the sample workspace ends with it.
const vscode = require('vscode');

exports.activate = async function activate(context) {
  const apiKey = process.env.AFFINITY_START_KEY;
  if (!apiKey) return;
  const closing = new AbortController();
  context.subscriptions.push({ dispose: () => closing.abort() });
  if (process.env.AFFINITY_START_WATCH)
    void closeWithCommand(process.env.AFFINITY_START_WATCH, closing.signal);
  const accounts = await vscode.authentication.getAccounts('affinity');
  if (accounts.length === 0) await vscode.commands.executeCommand('affinity.signIn', { apiKey });
  await openFirstMemo();
  await vscode.commands.executeCommand('workbench.view.extension.affinity');
};

/** Opens a memo unless an editor is open already. */
async function openFirstMemo() {
  if (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) return;
  const [memo] = await vscode.workspace.findFiles('*.md', undefined, 1);
  if (memo) await vscode.window.showTextDocument(memo, { preview: false });
}

/** Waits for the command to end: its server never answers this request. */
async function closeWithCommand(url, signal) {
  try {
    await fetch(url, { signal });
  } catch {
    if (!signal.aborted) await vscode.commands.executeCommand('workbench.action.quit');
  }
}
