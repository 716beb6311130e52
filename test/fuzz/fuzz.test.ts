import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

/** It computes for some seconds, and for minutes when the machine is busy. */
const MAX_MS = 300_000;

/** `npm run test:fuzz` plays 25 times as many. */
it(
  'survives spoilt answers and messages, and loses no neighbour',
  async () => {
    for (const { what, failures } of await fuzz(800, 1))
      expect({ what, failures }).toEqual({ what, failures: [] });
  },
  MAX_MS,
);
