// A virtual workspace: memory:/memos with one memo.
const vscode = require('vscode');

const memo = Buffer.from('# Memo\n\nOn no disk.\n');
const times = { ctime: 0, mtime: 0 };
const none = () => ({ dispose: () => undefined });

function refuse(uri) {
  throw vscode.FileSystemError.NoPermissions(uri);
}

const provider = {
  onDidChangeFile: none,
  watch: none,
  stat: (uri) => {
    if (uri.path === '/memos') return { ...times, type: vscode.FileType.Directory, size: 0 };
    if (uri.path === '/memos/memo.md') return { ...times, type: vscode.FileType.File, size: memo.length };
    throw vscode.FileSystemError.FileNotFound(uri);
  },
  readDirectory: () => [['memo.md', vscode.FileType.File]],
  readFile: () => memo,
  writeFile: refuse,
  createDirectory: refuse,
  delete: refuse,
  rename: refuse,
};

exports.registerVirtualFolder = () =>
  vscode.workspace.registerFileSystemProvider('memory', provider, { isReadonly: true });
