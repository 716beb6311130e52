import { Hono } from 'hono/tiny';
import type { OpenQuestions } from './http/interactionQuery.ts';
import type { Limits } from './http/limits.ts';
import { Refusal, refusalBody } from './http/refusal.ts';
import type { SandboxApp, SandboxEnv } from './http/sandboxEnv.ts';
import { keyHolderOf } from './http/sandboxKeys.ts';
import { accountPaths, accountRoutes } from './routes/accountRoutes.ts';
import { companyRoutes } from './routes/companyRoutes.ts';
import { interactionRoutes } from './routes/interactionRoutes.ts';
import { noteRoutes } from './routes/noteRoutes.ts';
import { opportunityRoutes } from './routes/opportunityRoutes.ts';
import { personRoutes } from './routes/personRoutes.ts';
import type { Clock } from './store/clock.ts';
import type { Workspace } from './store/workspace.ts';

interface AppParts {
  readonly workspace: () => Workspace;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly open: OpenQuestions;
}

/** The service itself: every request is counted, checked for its key and its rights, and then answered. */
export function sandboxApp(parts: AppParts): SandboxApp {
  const app = new Hono<SandboxEnv>();
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(refusalBody(error), error.status);
    return c.html(`<h1>Internal Server Error</h1><pre>${error.name}</pre>`, 500);
  });
  app.notFound((c) => c.json(refusalBody(new Refusal(404, `There is nothing at ${c.req.path}`)), 404));
  admission(app, parts);
  accountRoutes({ ...parts, app });
  interactionRoutes({ ...parts, app });
  personRoutes({ ...parts, app });
  companyRoutes({ ...parts, app });
  opportunityRoutes({ ...parts, app });
  noteRoutes({ ...parts, app });
  return app;
}

function admission(app: SandboxApp, { workspace, limits }: AppParts): void {
  let answers = 0;

  app.use(async (c, next) => {
    await next();
    // `user` is not there when the key is refused, whatever its type says: then a full minute is left.
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
    if (c.env.isOneTooMany) throw new Refusal(429, 'Too many requests at the same time');
    const exceeded = limits.take(user.id, accountPaths.includes(c.req.path));
    if (exceeded !== undefined) throw new Refusal(429, `The limit of requests per ${exceeded} is reached`);
    await next();
  });

  app.use(async (c, next) => {
    if (c.env.instead !== undefined) return c.env.instead();
    const isFree = accountPaths.includes(c.req.path);
    const isAllowed = c.get('rights') === 'write' || (c.get('rights') === 'read' && c.req.method === 'GET');
    if (!isFree && !isAllowed) throw new Refusal(403, 'This key has no right to do that');
    await next();
    return undefined;
  });
}
