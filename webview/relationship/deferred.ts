// The page's second script, loaded by loadDeferred.ts: everything that isn't needed to show the picture.
import '../shared/deferredSetup.ts';

export {
  readRelationshipToPage as readMessage,
  readRelationshipState as readState,
} from '../../src/protocol/relationshipToPage.ts';
