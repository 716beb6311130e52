import { provideChromium } from './chromium.ts';
import { provideCodeServer } from './codeServer.ts';
import { runMain, say } from './progress.ts';

// Installs the editor and the browser. It is a stage of its own, so that a missing network doesn't fail a test.
await runMain(async () => {
  say(`Editor   ${await provideCodeServer()}`);
  say(`Browser  ${await provideChromium()}`);
  return 0;
});
