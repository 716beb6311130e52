import type { Limits } from '../http/limits.ts';
import type { RouteParts } from '../http/sandboxEnv.ts';

const GRANTED = '2021-03-01T09:30:00.000-08:00';

/** What is free of the monthly limit. */
export const accountPaths: readonly string[] = ['/auth/whoami', '/rate-limit'];

export function accountRoutes({ app, workspace, limits }: RouteParts & { readonly limits: Limits }): void {
  app.get('/auth/whoami', (c) => {
    const { id, firstName, lastName, emails } = c.get('user');
    return c.json({
      tenant: workspace().tenant,
      user: { id, firstName, lastName, email: emails[0] ?? null },
      grant: { type: 'api-key', scope: 'api', createdAt: GRANTED },
    });
  });

  app.get('/rate-limit', (c) =>
    c.json({
      rate: { org_monthly: limits.perMonth(), api_key_per_minute: limits.perMinute(c.get('user').id) },
    }),
  );
}
