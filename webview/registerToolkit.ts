// The only file that imports @vscode/webview-ui-toolkit. A script of its own: the page draws itself, and asks for it then.
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
