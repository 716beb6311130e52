import { describe, expect, it } from 'vitest';
import { isLoggedManually } from '../../src/model/isLoggedManually.ts';

describe('a manually logged interaction', () => {
  it('has a creator or a logging type', () => {
    expect(isLoggedManually({ manualCreatorId: 0 })).toBe(true);
    expect(isLoggedManually({ loggingType: 1 })).toBe(true);
    expect(isLoggedManually({ loggingType: 0 })).toBe(false);
    expect(isLoggedManually({})).toBe(false);
  });
});
