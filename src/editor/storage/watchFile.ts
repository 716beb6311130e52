import { mkdir } from 'node:fs/promises';
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';

/**
 * Calls back when the file is made or changed, by whatever window. The folder is made first: the editor does not notice
 * what happens in one that came to be after it began to watch.
 */
export function watchFile(folder: string, name: string, listener: () => void): Disposable {
  let watcher: Disposable | undefined;
  let isDisposed = false;
  const begin = (): void => {
    if (isDisposed) return;
    const files = workspace.createFileSystemWatcher(
      new RelativePattern(Uri.file(folder), name),
      false,
      false,
      true,
    );
    files.onDidCreate(listener);
    files.onDidChange(listener);
    watcher = files;
  };
  // Where no folder can be made nothing will be written either.
  mkdir(folder, { recursive: true }).then(begin, () => undefined);
  return new Disposable(() => {
    isDisposed = true;
    watcher?.dispose();
  });
}
