/** The key that a keyboard layout without Latin letters has in the place of S reports this code too. */
const KEY_CODE_S = 83;

/** Key events that belong to an input method have this code in all browsers. Source: UI Events, 7.3.1. */
const KEY_CODE_INPUT_METHOD = 229;

/** The editor waits this long for the second key of a chord. */
const CHORD_TIMEOUT_MS = 5_000;

let chordStart = Number.NEGATIVE_INFINITY;

/**
 * Ctrl+Enter, Ctrl+S, or the same with Cmd. AltGr counts as Ctrl+Alt, and types letters. Call it for every key, because
 * Ctrl+K Ctrl+S is a chord of the editor.
 */
export function isSaveKey(event: KeyboardEvent): boolean {
  const { key, keyCode, ctrlKey, metaKey, altKey, shiftKey, timeStamp } = event;
  if (['Control', 'Meta', 'Alt', 'Shift'].includes(key)) return false;
  const endsChord = timeStamp - chordStart < CHORD_TIMEOUT_MS;
  const startsChord = !endsChord && (ctrlKey || metaKey) && key.toLowerCase() === 'k';
  chordStart = startsChord ? timeStamp : Number.NEGATIVE_INFINITY;
  if (endsChord || (!ctrlKey && !metaKey)) return false;
  if (key === 'Enter') return true;
  return !altKey && !shiftKey && (key.toLowerCase() === 's' || keyCode === KEY_CODE_S);
}

/**
 * The key is for the input method. Safari ends the composition before it reports the Enter that confirms a word, and
 * `isComposing` is false then.
 */
export function isInputMethodKey({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === KEY_CODE_INPUT_METHOD;
}
