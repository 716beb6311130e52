/**
 * What is left of a limit. Absent is what the service did not say or said unreadably; no limit is `Infinity`.
 */
export interface RateLimit {
  readonly limit?: number;
  readonly remaining?: number;
  readonly resetSeconds?: number;
}

/** `user` counts the requests of one key in a minute, `org` those of the whole firm in a month. */
export interface RateLimits {
  readonly user: RateLimit;
  readonly org: RateLimit;
}

/**
 * Source: V1 docs, Rate Limits: `X-Ratelimit-Limit-User`, `-User-Remaining`, `-User-Reset` and the same for
 * `Org`.
 */
export function limitsOfHeaders(headers: Headers): RateLimits {
  const rate = (name: string) => {
    const header = `x-ratelimit-limit-${name}`;
    return rateLimit(headers.get(header), headers.get(`${header}-remaining`), headers.get(`${header}-reset`));
  };
  return { user: rate('user'), org: rate('org') };
}

/** Source: V1 docs, Get Rate Limit Information: `{rate: {org_monthly: {…}, api_key_per_minute: {…}}}`. */
export function limitsOfBody(body: unknown): RateLimits {
  const rates = field(body, 'rate');
  const rate = (name: string) => {
    const wire = field(rates, name);
    return rateLimit(field(wire, 'limit'), field(wire, 'remaining'), field(wire, 'reset'));
  };
  return { user: rate('api_key_per_minute'), org: rate('org_monthly') };
}

function rateLimit(limit: unknown, remaining: unknown, reset: unknown): RateLimit {
  const known = Object.entries({ limit: read(limit), remaining: read(remaining), resetSeconds: read(reset) });
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

/** A number, or a text of digits or the word `unlimited`. An empty header must not become a zero. */
function read(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  if (text === 'unlimited') return Infinity;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
