import './withoutEval.ts';

/** What reads messages and kept state. Loaded with the first of them: making its schemas takes as long as the page. */
export { readMessageToPage } from '../../src/protocol/messageToPage.ts';
export { readPageState } from '../../src/protocol/pageState.ts';
