import { createServer } from 'node:https';
import { onTestFinished } from 'vitest';
import { close, listen } from '../../support/localServer.ts';

/** The key protects nothing: no machine trusts the certificate that belongs to it. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCzt9rx4aWrxCkcQf
gCmztUIG6XYhMKNFc7i5pWJEV72hRANCAATaufmswK8KS8k7CtW5QnSbOv2BbwXw
6e7IL0HgdA9Be5V0cDwRc/ydV+m/A0yCpxiW61cKqSpRoITziFNgfpck
-----END PRIVATE KEY-----`;

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUfNuJuvtoQMx1mYbPrfxujcoLr6kwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEzMDExMDQ0MVoYDzIxMjYxMTA2
MTEwNDQxWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATaufmswK8KS8k7CtW5QnSbOv2BbwXw6e7IL0HgdA9Be5V0cDwRc/yd
V+m/A0yCpxiW61cKqSpRoITziFNgfpcko2QwYjAdBgNVHQ4EFgQU0/IeM7nCh3Ev
Z1dqj+JGaYk93XcwHwYDVR0jBBgwFoAU0/IeM7nCh3EvZ1dqj+JGaYk93XcwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IBXj8l9o0IuQWXaUe3M/cC0cFb0uRZek299YZnzO5WAnAiEAgsbOT9bekDa6rDAj
XIBKiSwVigiP++e8BcANT7SO/Ko=
-----END CERTIFICATE-----`;

/** Answers over HTTPS with a certificate that the client does not trust, and counts the requests that come through. */
export async function selfSignedServer() {
  let requests = 0;
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (_, response) => {
    requests += 1;
    response.end('{}');
  });
  const port = await listen(server);
  onTestFinished(async () => await close(server));
  return { url: `https://127.0.0.1:${port}`, requests: () => requests };
}
