import { QuickInputButtons, window } from 'vscode';
import type { QuickInputButton, QuickPickItem } from 'vscode';

export interface ChooseOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** One step of several: the item, the Back button, or undefined when the user gives up. */
export async function choose<Item extends QuickPickItem>(
  items: readonly Item[],
  active: Item | undefined,
  options: ChooseOptions,
): Promise<Item | QuickInputButton | undefined> {
  const pick = window.createQuickPick<Item>();
  const { placeholder, ...rest } = options;
  Object.assign(pick, { ...rest, placeholder, items: [...items], buttons: [QuickInputButtons.Back] });
  if (active !== undefined) pick.activeItems = [active];
  try {
    return await new Promise((resolve) => {
      pick.onDidTriggerButton(resolve);
      // With nothing that matches what is typed, Enter chooses nothing, and gives nothing up.
      pick.onDidAccept(() => {
        const [item] = pick.activeItems;
        if (item !== undefined) resolve(item);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
