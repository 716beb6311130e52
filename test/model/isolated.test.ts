import { expect, it } from 'vitest';
import { isolated } from '../../src/model/isolated.ts';

const isolatedForm = (name: string): string => `\u2068${name}\u2069`;

it('isolates names with right-to-left letters, and leaves all others as they are', () => {
  for (const name of ['שלום רובוטיקה', 'שרכת النور', 'Acme שלום', '\u{1E900}\u{1E901}'])
    expect(isolated(name)).toBe(isolatedForm(name));
  for (const name of ['', 'Acme Robotics', 'Zoë Åkesson', '東京電力', 'Ελλάδα', '42 & Co. 🚀'])
    expect(isolated(name)).toBe(name);
});
