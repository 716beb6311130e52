import { expect, it } from 'vitest';
import { dropController } from '../../../src/editor/commands/dropController.ts';
import { eventually } from '../../support/eventually.ts';
import { DataTransfer, seen } from '../support/vscodeStandIn.ts';

const logged: string[] = [];
const log = { error: (text: string) => void logged.push(text) } as never;
const token = {} as never;

it('takes addresses and files of any type, and gives rows nothing to drag', () => {
  const controller = dropController(async () => undefined, log);
  expect(controller).toMatchObject({ dropMimeTypes: ['text/uri-list', 'files'], dragMimeTypes: [] });
  expect(controller).not.toHaveProperty('handleDrag');
});

it('shows a failure of the drop, which the editor would drop silently', async () => {
  seen.said.length = 0;
  const failed = dropController(() => Promise.reject(new TypeError('no bundle')), log);
  await failed.handleDrop?.({ kind: 'record' }, new DataTransfer([]) as never, token);
  await eventually(() => expect(seen.said).toHaveLength(1));
  expect(logged).toEqual([expect.stringContaining('no bundle')]);
});
