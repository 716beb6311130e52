import { provideChromium } from './chromium.ts';
import { provideCodeServer } from './codeServer.ts';
import { runMain, say } from './progress.ts';

// What the tests need beyond npm ci; a stage of its own, so that a missing network is not taken for a failed test.
await runMain(async () => {
  say(`Editor   ${await provideCodeServer()}`);
  say(`Browser  ${await provideChromium()}`);
  return 0;
});
