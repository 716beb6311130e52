// The page's second script, loaded by loadDeferred.ts: everything that isn't needed to show the form.
import '../shared/deferredSetup.ts';

export {
  readMessageToPage as readMessage,
  readPageState as readState,
} from '../../src/protocol/messageToPage.ts';
