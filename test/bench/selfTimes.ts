/** As much of a `.cpuprofile` as is used here. Times are in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface SelfTime {
  /** The bundle of ours that the function is in; else where the time goes: the editor, Node, or the engine itself. */
  readonly place: string;
  readonly name: string;
  readonly ms: number;
}

/** The functions in which most time is spent, without those that they call; the largest first. Idle time is none. */
export function largestSelfTimes(profile: CpuProfile, count: number): readonly SelfTime[] {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, { place: string; name: string; ms: number }>();
  for (const [index, id] of profile.samples.entries()) {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === '(idle)') continue;
    const place = placeOf(frame.url);
    const name = frame.functionName || '(anonymous)';
    const time = times.get(`${place} ${name}`) ?? { place, name, ms: 0 };
    // A sample stands for the time until the next one.
    time.ms += (profile.timeDeltas[index + 1] ?? 0) / 1000;
    times.set(`${place} ${name}`, time);
  }
  return [...times.values()].toSorted((one, other) => other.ms - one.ms).slice(0, count);
}

function placeOf(url: string): string {
  const bundle = /affinity-interactions[\\/]dist[\\/]([^\\/]+)$/.exec(url)?.[1];
  if (bundle !== undefined) return bundle;
  if (url === '') return 'engine';
  return url.startsWith('node:') ? 'node' : 'editor';
}
