import type { Editor } from '../e2e/editor.ts';

/** The live objects of the extension host after a garbage collection. */
export interface HostState {
  /** Bytes. */
  readonly heap: number;
  /** Bytes outside of the heap that are held from inside it, those of array buffers among them. */
  readonly external: number;
  /** `EventEmitter`s of the editor's API, the host's own among them, and how many listen to them in all. */
  readonly emitters: number;
  readonly listeners: number;
  /** The disposables: subscriptions, registrations, views. */
  readonly disposables: number;
  readonly signals: number;
  /** The editor keeps a text for some minutes after its last tab was closed. */
  readonly documents: number;
  readonly timers: number;
  /** Sockets, pipes, processes and watchers. */
  readonly handles: number;
  /** The editor keeps one of each row that it has ever drawn: see `keptOfRow`. */
  readonly sets: number;
}

export async function hostState(editor: Editor): Promise<HostState> {
  return await editor.host(async (vscode) => {
    const v8 = process.getBuiltinModule('node:v8');
    const { runInNewContext } = process.getBuiltinModule('node:vm');
    // The flag makes a collector for the next context only; this one runs without.
    v8.setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let round = 0; round < 5; round += 1) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { heapUsed, external } = process.memoryUsage();
    const emitters = v8.queryObjects(vscode.EventEmitter, { format: 'summary' });
    const sizes = emitters.flatMap((text) => /_size: (\d+)/.exec(text)?.[1] ?? []);
    // A subclass has a prototype that is counted too, and has no size.
    if (sizes.length < emitters.length / 2)
      throw new Error('The emitters of this editor hide their listeners.');
    const resources = process.getActiveResourcesInfo();
    const timers = resources.filter((kind) => kind === 'Timeout' || kind === 'Immediate').length;
    const underWay = resources.filter((kind) => kind.includes('Req')).length;
    return {
      heap: heapUsed,
      external,
      emitters: emitters.length,
      listeners: sizes.reduce((sum, size) => sum + Number(size), 0),
      disposables: v8.queryObjects(vscode.Disposable, { format: 'count' }),
      signals: v8.queryObjects(AbortSignal, { format: 'count' }),
      documents: vscode.workspace.textDocuments.length,
      timers,
      handles: resources.length - timers - underWay,
      sets: v8.queryObjects(Set, { format: 'count' }),
    };
  });
}

/** Writes all that is alive in the host to a file that the browser's developer tools read. */
export async function writeSnapshot(editor: Editor, file: string): Promise<void> {
  await editor.host((_, path) => process.getBuiltinModule('node:v8').writeHeapSnapshot(path), file);
}
