import { parentPort } from 'node:worker_threads';
import { SearchTasks } from './searchTasks.ts';
import type { SearchRequest, SearchResponse } from './searchThread.ts';

const tasks = new SearchTasks();

parentPort?.on('message', ({ id, call, args }: SearchRequest) => {
  void answer(id, call, args);
});

async function answer(id: number, call: SearchRequest['call'], args: SearchRequest['args']): Promise<void> {
  let response: SearchResponse;
  try {
    const work = tasks[call] as (...args: readonly unknown[]) => Promise<unknown>;
    response = { id, result: await work.apply(tasks, [...args]) };
  } catch (error) {
    response = { id, problem: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(response);
}
