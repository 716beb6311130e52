import type { ApiConnection } from '../transport/apiConnection.ts';
import { FeedApi } from './feedApi.ts';
import type { V2Call, V2ChatMessage, V2Email, V2Feed, V2Meeting } from './feedApi.ts';
import { V2Connection } from './v2Connection.ts';
import { V2NoteApi } from './v2NoteService.ts';
import type { V2NoteService } from './v2NoteService.ts';
import { RelationshipApi } from './v2RelationshipService.ts';
import type { V2RelationshipService } from './v2RelationshipService.ts';
import { TranscriptApi } from './v2TranscriptService.ts';
import type { V2TranscriptService } from './v2TranscriptService.ts';

/**
 * The V2 API, which shares the key and the limits with V1. Parts of it are in beta, and answer 404
 * where they are not switched on. A key without the right to V2 gets 403.
 */
export interface V2Service {
  readonly meetings: V2Feed<V2Meeting>;
  readonly calls: V2Feed<V2Call>;
  readonly chatMessages: V2Feed<V2ChatMessage>;
  readonly emails: V2Feed<V2Email>;
  readonly notes: V2NoteService;
  readonly transcripts: V2TranscriptService;
  readonly companies: V2RelationshipService;
  readonly persons: V2RelationshipService;
}

export function v2Service(connection: ApiConnection, baseUrl: string): V2Service {
  const v2 = new V2Connection(connection, baseUrl);
  return {
    meetings: new FeedApi(v2, 'meeting'),
    calls: new FeedApi(v2, 'call'),
    chatMessages: new FeedApi(v2, 'chat-message'),
    emails: new FeedApi(v2, 'email'),
    notes: new V2NoteApi(v2),
    transcripts: new TranscriptApi(v2),
    companies: new RelationshipApi(v2, 'companies'),
    persons: new RelationshipApi(v2, 'persons'),
  };
}
