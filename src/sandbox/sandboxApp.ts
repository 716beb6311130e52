import { Hono } from 'hono/tiny';
import { Refusal, refusalBody } from './http/refusal.ts';
import type { RequestLimits } from './http/requestLimits.ts';
import type { RouteDeps, SandboxApp, SandboxEnv } from './http/sandboxEnv.ts';
import { keyHolderOf } from './http/sandboxKeys.ts';
import { interactionRoutes } from './v1/interactionRoutes.ts';
import { noteRoutes } from './v1/noteRoutes.ts';
import { recordRoutes } from './v1/recordRoutes.ts';

const GRANTED_AT = '2021-03-01T09:30:00.000-08:00';

/** These paths do not count against the monthly limit. */
const accountPaths: readonly string[] = ['/auth/whoami', '/rate-limit'];

type AppDeps = Omit<RouteDeps, 'app'> & { readonly limits: RequestLimits };

/** The service itself: every request is counted, checked for its key and its rights, and then answered. */
export function sandboxApp(deps: AppDeps): SandboxApp {
  const app = new Hono<SandboxEnv>();
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(refusalBody(error), error.status);
    return c.html(`<h1>Internal Server Error</h1><pre>${error.name}</pre>`, 500);
  });
  app.notFound((c) => c.json(refusalBody(new Refusal(404, `There is nothing at ${c.req.path}`)), 404));
  addAdmission(app, deps);
  addAccountRoutes(app, deps);
  const routeDeps = { ...deps, app };
  interactionRoutes(routeDeps);
  recordRoutes(routeDeps);
  noteRoutes(routeDeps);
  return app;
}

function addAdmission(app: SandboxApp, { workspace, limits }: AppDeps): void {
  let answers = 0;

  app.use(async (c, next) => {
    await next();
    // The type does not say that `user` is missing when the key is refused; then a full minute is left.
    const user = c.get('user') as SandboxEnv['Variables']['user'] | undefined;
    for (const [name, value] of Object.entries(limits.headers(user?.id))) c.header(name, value);
    c.header('X-Request-Id', `sandbox-${(answers += 1)}`);
  });

  app.use(async (c, next) => {
    const holder = keyHolderOf(c.req.header('authorization'));
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

  app.get('/rate-limit', (c) => {
    const rate = { org_monthly: limits.perMonth(), api_key_per_minute: limits.perMinute(c.get('user').id) };
    return c.json({ rate });
  });
}
