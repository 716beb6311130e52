import { beforeEach, describe, expect, it } from 'vitest';
import { commandNames, registerCommands } from '../../../src/editor/commands/commandHandlers.ts';
import type { CommandHandlers } from '../../../src/editor/commands/commandHandlers.ts';
import { silentLog } from '../../support/silentLog.ts';
import { seen } from '../support/vscodeStandIn.ts';

const called: unknown[][] = [];
const handlers = Object.fromEntries(
  commandNames.map((name) => [name, (...given: readonly unknown[]) => void called.push([name, ...given])]),
) as unknown as CommandHandlers;

const run = (...given: readonly unknown[]) => seen.commands.get('affinity.deleteInteraction')?.(...given);

beforeEach(() => {
  called.length = 0;
  seen.said = [];
  registerCommands(async () => handlers, silentLog);
});

describe('a registered command', () => {
  it('gets the row and the selection of a menu, and nothing from the palette', async () => {
    await run('row', ['row', 'other']);
    await run();
    expect(called).toEqual([['deleteInteraction', 'row', ['row', 'other']], ['deleteInteraction']]);
    expect(seen.said).toEqual([]);
  });

  it('does nothing for a row that the editor has just forgotten, and says so', async () => {
    await run(undefined, undefined);
    await run(undefined, [undefined]);
    expect(called).toEqual([]);
    expect(seen.said).toEqual([
      'The tree was just updated. Choose the command again.',
      'The tree was just updated. Choose the command again.',
    ]);
  });
});
