// A tree view and a webview panel with as little of their own as can be, to hold ours against.
const vscode = require('vscode');

const waitMs = 100;
const rowsPerBranch = 100;

/** How often a row was drawn. */
let drawn = 0;

exports.activate = function activate(context) {
  const changed = new vscode.EventEmitter();
  const rows = { onDidChangeTreeData: changed.event, getChildren, getTreeItem };
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider('bareParts.rows', rows),
    vscode.commands.registerCommand('bareParts.openForm', openForm),
    vscode.commands.registerCommand('bareParts.drawAnew', () => changed.fire()),
    vscode.commands.registerCommand('bareParts.drawn', () => drawn),
  );
};

/** Branches whose rows come as late as the answer of a server that takes so long. */
async function getChildren(branch) {
  if (branch === undefined) return Array.from({ length: 8 }, (_, index) => `Branch ${index}`);
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  return Array.from({ length: rowsPerBranch }, (_, index) => `${branch}, row ${index}`);
}

function getTreeItem(label) {
  drawn += 1;
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  return new vscode.TreeItem(label, label.includes(',') ? None : Collapsed);
}

function openForm() {
  const panel = vscode.window.createWebviewPanel('bareParts.form', 'Bare form', vscode.ViewColumn.Active, {
    enableScripts: true,
  });
  panel.webview.html =
    '<!doctype html><html><body><input><script>document.querySelector("input").focus()</script></body></html>';
}
