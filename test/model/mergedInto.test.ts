import { expect, it } from 'vitest';
import { mergedInto } from '../../src/model/mergedInto.ts';

it.each([
  [['Organization 12 has been merged into 345'], 345],
  [['Invalid', 'Person 7 has been merged into person with id 8.'], 8],
  [['Organization 12 has been merged into another one'], undefined],
  [['Field organization_id: expected 12 to be a valid id'], undefined],
  [[], undefined],
] as const)('reads the record that another was merged into from %j', (said, id) => {
  expect(mergedInto(said)).toBe(id);
});
