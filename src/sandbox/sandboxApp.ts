import { Hono } from 'hono/tiny';
import { Refusal, refusalBody, v2RefusalBody } from './http/refusal.ts';
import type { RequestLimits } from './http/requestLimits.ts';
import type { RouteDeps, SandboxApp, SandboxEnv, V2Options } from './http/sandboxEnv.ts';
import { keyHolderOf } from './http/sandboxKeys.ts';
import { interactionRoutes } from './v1/interactionRoutes.ts';
import { noteRoutes } from './v1/noteRoutes.ts';
import { recordRoutes } from './v1/recordRoutes.ts';
import { VERSION_HEADER, addV2Access, versionOf } from './v2/addV2Access.ts';
import { feedRoutes } from './v2/feedRoutes.ts';
import { relationshipRoutes } from './v2/relationshipRoutes.ts';
import { v2NoteRoutes } from './v2/v2NoteRoutes.ts';

const GRANTED_AT = '2021-03-01T09:30:00.000-08:00';

/** These paths do not count against the monthly limit. */
const accountPaths: readonly string[] = ['/auth/whoami', '/rate-limit', '/v2/auth/whoami'];

type AppDeps = Omit<RouteDeps, 'app'> & { readonly limits: RequestLimits; readonly v2: V2Options };

/** The service itself: every request is counted, checked for its key and its rights, and then answered. */
export function sandboxApp(deps: AppDeps): SandboxApp {
  const app = new Hono<SandboxEnv>();
  app.onError((error, c) => {
    if (error instanceof Refusal) return refusalAnswer(error, c.req.path);
    return c.html(`<h1>Internal Server Error</h1><pre>${error.name}</pre>`, 500);
  });
  app.notFound((c) => refusalAnswer(new Refusal(404, `There is nothing at ${c.req.path}`), c.req.path));
  addAdmission(app, deps);
  addAccountRoutes(app, deps);
  const routeDeps = { ...deps, app };
  interactionRoutes(routeDeps);
  recordRoutes(routeDeps);
  noteRoutes(routeDeps);
  feedRoutes(routeDeps);
  v2NoteRoutes(routeDeps);
  relationshipRoutes(routeDeps);
  return app;
}

function addAdmission(app: SandboxApp, { workspace, limits, v2 }: AppDeps): void {
  let answers = 0;

  app.use(async (c, next) => {
    await next();
    // The type does not say that `user` is missing when the key is refused; then a full minute is left.
    const user = c.get('user') as SandboxEnv['Variables']['user'] | undefined;
    for (const [name, value] of Object.entries(limits.headers(user?.id))) c.header(name, value);
    if (isV2(c.req.path)) c.header(VERSION_HEADER, versionOf(c.req.header(VERSION_HEADER)));
    c.header('X-Request-Id', `sandbox-${(answers += 1)}`);
  });

  app.use(async (c, next) => {
    const holder = keyHolderOf(c.req.header('authorization'), isV2(c.req.path));
    const { colleagues } = workspace();
    const user = holder && (colleagues[holder.position] ?? colleagues.at(-1));
    if (holder === undefined || user === undefined)
      throw new Refusal(401, 'The API key is missing or not valid');
    c.set('user', user);
    c.set('rights', holder.rights);
    if (c.env.tooMany !== undefined) throw new Refusal(429, c.env.tooMany);
    const exceeded = limits.take(user.id, accountPaths.includes(c.req.path));
    if (exceeded !== undefined) throw new Refusal(429, `The limit of requests per ${exceeded} is reached`);
    await next();
  });

  app.use(async (c, next) => {
    if (c.env.answer !== undefined) return c.env.answer();
    const isFree = accountPaths.includes(c.req.path);
    const isAllowed = c.get('rights') === 'write' || (c.get('rights') === 'read' && c.req.method === 'GET');
    if (!isFree && !isAllowed) throw new Refusal(403, 'This key has no right to do that');
    await next();
    return undefined;
  });

  addV2Access(app, v2);
}

function addAccountRoutes(app: SandboxApp, { workspace, limits }: AppDeps): void {
  app.get('/auth/whoami', (c) => {
    const { id, firstName, lastName, emails } = c.get('user');
    return c.json({
      tenant: workspace().tenant,
      user: { id, firstName, lastName, email: emails[0] ?? null },
      grant: { type: 'api_key', scope: 'external_api', createdAt: GRANTED_AT },
    });
  });

  app.get('/v2/auth/whoami', (c) => {
    const { id, firstName, lastName, emails } = c.get('user');
    return c.json({
      tenant: workspace().tenant,
      user: { id, firstName, lastName: lastName || null, emailAddress: emails[0] ?? null },
      grant: { type: 'api-key', scopes: ['api'], createdAt: GRANTED_AT },
    });
  });

  app.get('/rate-limit', (c) => {
    const rate = { org_monthly: limits.perMonth(), api_key_per_minute: limits.perMinute(c.get('user').id) };
    return c.json({ rate });
  });
}

function isV2(path: string): boolean {
  return path.startsWith('/v2/');
}

function refusalAnswer(refusal: Refusal, path: string): Response {
  if (!isV2(path)) return Response.json(refusalBody(refusal), { status: refusal.status });
  const status = refusal.status === 422 ? 400 : refusal.status;
  return Response.json(v2RefusalBody(refusal), { status });
}
