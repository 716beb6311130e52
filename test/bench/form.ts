import { serveSandbox } from '../support/serveSandbox.ts';
import type { Figure } from './figure.ts';
import { timeToKey, watchFields } from './timeToKey.ts';

const rounds = 40;

/**
 * From the command to the first field that takes a key, in the real editor, against a bare webview panel with one plain
 * field; by turns, and each opened before.
 */
export const form: Figure = async (run) => {
  const editor = await run.editor();
  const served = await serveSandbox();
  const times = { ours: [] as number[], bare: [] as number[] };
  const settings = { 'affinity.baseUrl': served.url };
  try {
    await editor.withWindow(
      async (window) => {
        await window.signIn();
        for (let round = 0; round <= rounds; round += 1) {
          const ours = await timeToKey(window, 'affinity.logInteraction');
          const bare = await timeToKey(window, 'bareParts.openForm');
          if (round === 0) continue;
          times.ours.push(ours);
          times.bare.push(bare);
        }
      },
      { settings, prepare: watchFields },
    );
  } finally {
    await served.close();
  }
  const baseline = { values: times.bare, unit: 'ms', what: 'a bare panel' } as const;
  return {
    findings: [
      {
        figure: 'form',
        what: 'command → first field takes a key',
        ours: { values: times.ours, unit: 'ms' },
        baseline,
        comparison: 'ratio',
        goal: { atMost: 1.3 },
      },
    ],
  };
};
