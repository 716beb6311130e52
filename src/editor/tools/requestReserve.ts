import { limitReached } from '../../tools/toolFailure.ts';
import type { AccountSession } from '../session/accountSession.ts';

/** Aborted, with the reason, while a tool may make no request: at a limit, and when the firm's requests run low. */
export function requestReserve({ connection }: AccountSession): AbortSignal {
  return connection.problem === 'limited'
    ? AbortSignal.abort(limitReached(connection.limits, Date.now()))
    : connection.floor.signal();
}
