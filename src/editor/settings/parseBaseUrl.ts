export const DEFAULT_BASE_URL = 'https://api.affinity.co';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address of the service: an origin with an optional path and no trailing slash. Undefined for anything an API
 * key must not be sent to: other schemes, plain HTTP beyond loopback, or a URL with a user, a query or a fragment.
 */
export function parseBaseUrl(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value.trim())) return undefined;
  const url = new URL(value.trim());
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
  if (!secure || url.username || url.password || url.search || url.hash) return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '');
}
