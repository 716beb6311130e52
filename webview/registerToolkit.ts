// The only file that imports @vscode/webview-ui-toolkit. It runs when the page has been drawn, see `form/deferred.ts`.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeLink,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeLink(),
  vsCodeRadio(),
  vsCodeRadioGroup(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

// It takes over the theme, and follows it from then on, when the page is loaded. By now it is: before that, this event would
// be taken for the real one by the editor too.
window.dispatchEvent(new Event('load'));
