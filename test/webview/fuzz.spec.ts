import path from 'node:path';
import { projectFolder } from '../support/folders.ts';
import { runCommand } from '../support/runCommand.ts';
import { expect, test } from './formTest.ts';
import { states } from './views.ts';

const SEED = '1';

test('renders damaged messages that the protocol accepts, without harm', async ({ host, server }) => {
  const script = path.join(projectFolder, 'test', 'fuzz', 'acceptedMessages.ts');
  const { output } = await runCommand(process.execPath, [script, '--count', '60', '--seed', SEED]);
  const messages = output.split('\n').filter((line) => line.startsWith('{'));
  expect(messages).toHaveLength(60);
  await host.open(server.url, states.filled);
  for (const message of messages) {
    await host.sendRaw(JSON.parse(message));
    expect(host.errors, `seed ${SEED}: ${message}`).toEqual([]);
  }
  expect(host.received('dropped')).toEqual([]);
  // No element that runs a script, loads something or navigates was created.
  const foreign = 'script, img, iframe, object, embed, form, a[href]:not([href^="#"])';
  await expect(host.page.locator(`main :is(${foreign})`)).toHaveCount(0);
  await expect(host.page.locator('h1')).toBeVisible();
});
