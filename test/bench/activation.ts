import type { Editor } from '../e2e/editor.ts';
import type { Figure } from './figure.ts';
import type { Finding } from './finding.ts';
import { signedInStart } from './signedInStart.ts';

const starts = 5;
const ours = 'affinity-interactions.affinity-interactions';
const empty = 'affinity-tests.empty-extension';

/**
 * Loading and `activate()` in the real extension host against an extension that does nothing, in the same host, which
 * is started anew each time. Nobody is signed in and the view is closed.
 */
export const activation: Figure = async (run) => {
  const editor = await run.editor();
  const times = { ours: [] as number[], empty: [] as number[] };
  const work = { ours: [] as number[], empty: [] as number[] };
  for (let start = 0; start < starts; start += 1) {
    // The first of two is the one that finds the processor cold.
    const order = start % 2 === 0 ? [empty, ours] : [ours, empty];
    const measured = await editor.withWindow((window) => activate(window, order));
    times.ours.push(measured[ours]?.wall ?? Number.NaN);
    times.empty.push(measured[empty]?.wall ?? Number.NaN);
    work.ours.push(measured[ours]?.cpu ?? Number.NaN);
    work.empty.push(measured[empty]?.cpu ?? Number.NaN);
  }
  return {
    findings: [
      { ...overEmpty('load and activate()', times), goal: { atMost: 2 } },
      overEmpty('the same, processor time', work),
      await signedInStart(run),
    ],
  };
};

function overEmpty(
  what: string,
  { ours, empty }: { ours: readonly number[]; empty: readonly number[] },
): Finding {
  const baseline = { values: empty, unit: 'ms', what: 'an empty extension' } as const;
  return { figure: 'activation', what, ours: { values: ours, unit: 'ms' }, baseline, comparison: 'ratio' };
}

interface Times {
  readonly wall: number;
  readonly cpu: number;
}

/** Milliseconds of each, once the host has calmed down. @throws when ours runs already, or loads more than its first bundle. */
async function activate(window: Editor, order: readonly string[]): Promise<Record<string, Times>> {
  const { times, before, loaded } = await window.host(async (vscode, ids) => {
    for (let calm = 0, end = Date.now() + 10_000; calm < 20 && Date.now() < end;) {
      const begin = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
      calm = performance.now() - begin < 30 ? calm + 1 : 0;
    }
    const times: Record<string, { wall: number; cpu: number }> = {};
    const before = ids.filter((id) => vscode.extensions.getExtension(id)?.isActive !== false);
    for (const id of ids) {
      const cpu = process.cpuUsage();
      const begin = performance.now();
      await vscode.extensions.getExtension(id)?.activate();
      const wall = performance.now() - begin;
      const { user, system } = process.cpuUsage(cpu);
      times[id] = { wall, cpu: (user + system) / 1000 };
    }
    const files = Object.keys(require.cache).filter((file) => /affinity-interactions[\\/]dist/.test(file));
    return { times, before, loaded: files.map((file) => file.replace(/^.*[\\/]/, '')) };
  }, order);
  if (before.length > 0) throw new Error(`Active before anything of it was used: ${before.join(', ')}.`);
  if (loaded.join() !== 'extension.cjs') throw new Error(`Loaded at the start: ${loaded.join(', ')}.`);
  return times;
}
