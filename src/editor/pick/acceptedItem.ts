import type { QuickPick, QuickPickItem } from 'vscode';

/** Shows a pick until the user accepts an item; undefined on cancel. When no item matches what is typed, Enter does nothing. */
export function acceptedItem<Item extends QuickPickItem>(pick: QuickPick<Item>): Promise<Item | undefined> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (item !== undefined) resolve(item);
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
}
