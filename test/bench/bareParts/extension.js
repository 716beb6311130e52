// A tree view and a webview panel with as little of their own as can be, to hold ours against.
const vscode = require('vscode');

const waitMs = 100;
const rowsPerBranch = 100;

exports.activate = function activate(context) {
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider('bareParts.rows', { getChildren, getTreeItem }),
    vscode.commands.registerCommand('bareParts.openForm', openForm),
  );
};

/** Branches whose rows come as late as the answer of a server that takes so long. */
async function getChildren(branch) {
  if (branch === undefined) return Array.from({ length: 8 }, (_, index) => `Branch ${index}`);
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  return Array.from({ length: rowsPerBranch }, (_, index) => `${branch}, row ${index}`);
}

function getTreeItem(label) {
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
