import { Refusal } from '../http/refusal.ts';
import type { SandboxApp, V2Options } from '../http/sandboxEnv.ts';

export const VERSION_HEADER = 'X-Affinity-Api-Version';
/** The version of a key whose setting was never changed. */
const DEFAULT_VERSION = '2024-01-01';

const versions: readonly string[] = [DEFAULT_VERSION, '2026-07-15', '2026-09-17'];

/** Source: V2 docs, the pages marked as beta. */
const betaPaths = [
  { method: 'POST', path: /^\/v2\/notes(\/\d+)?$/ },
  { method: 'DELETE', path: /^\/v2\/notes\/\d+$/ },
  { method: 'GET', path: /^\/v2\/notes\/\d+\/replies$/ },
  { method: 'GET', path: /^\/v2\/(companies|persons)\/\d+\/relationships$/ },
];

/** The version that a request is answered in, and that its answer echoes. */
export function versionOf(header: string | undefined): string {
  return header ?? DEFAULT_VERSION;
}

/** Refuses unknown versions, paths of a beta that is switched off, or all of V2. */
export function addV2Access(app: SandboxApp, { access = 'full' }: V2Options): void {
  app.use('/v2/*', async (c, next) => {
    const version = versionOf(c.req.header(VERSION_HEADER));
    if (!versions.includes(version)) {
      throw new Refusal(400, `Unknown API version ${version}`, VERSION_HEADER);
    }
    if (access === 'none') throw new Refusal(403, 'API v2 is not available for this account');
    const isBeta = betaPaths.some(({ method, path }) => method === c.req.method && path.test(c.req.path));
    if (isBeta && access === 'without-beta') throw new Refusal(404, `There is nothing at ${c.req.path}`);
    await next();
  });
}
