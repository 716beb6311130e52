import { SearchTasks } from './searchTasks.ts';
import type { SearchBackend } from './searchThread.ts';

/** The same work in the host, in slices. */
export class HostBackend extends SearchTasks implements SearchBackend {
  dispose(): void {}
}
