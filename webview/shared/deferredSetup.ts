// The first import of each page's second script, and the only file that imports @vscode/webview-ui-toolkit, whose makers have
// archived it. To replace it, change this file, newButton.ts, radioGroup.ts and textElement.ts. The elements can be created
// and given values before the toolkit is loaded, but their inner controls exist only afterwards, see `controlOf`. Its tag
// and progress ring are not used: the page's policy forbids their style attributes.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeLink,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { config } from 'zod/mini';

// The page's policy forbids eval, which zod tries when a schema is created, so no schema may be imported before this.
config({ jitless: true });

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeLink(),
  vsCodeRadio(),
  vsCodeRadioGroup(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

// The toolkit adopts the theme on the window's load event, which is over by now. Fired before the real load event,
// this one would mislead the editor too.
window.dispatchEvent(new Event('load'));
