import { expect, it } from 'vitest';
import { benchOptions } from './benchOptions.ts';

const figures = ['scale', 'form'];

it('measures everything and checks nothing by default', () => {
  expect(benchOptions([], figures)).toEqual({ check: false, only: [], seed: 1, help: false });
});

it('takes figures, a check and a seed', () => {
  const options = benchOptions(['--only', 'form', '--only', 'scale', '--check', '--seed', '42'], figures);
  expect(options).toEqual({ check: true, only: ['form', 'scale'], seed: 42, help: false });
});

it('takes a file for a profile', () => {
  expect(benchOptions(['--profile', 'host.cpuprofile'], figures)).toHaveProperty(
    'profile',
    'host.cpuprofile',
  );
});

it.each([
  [['--only', 'nothing'], 'There is no figure nothing. There are: scale, form.'],
  [['--seed', 'x'], 'The seed is a number of digits, and not x.'],
  [['--chekc'], "Unknown option '--chekc'"],
])('refuses %j in a sentence', (args, sentence) => {
  expect(() => benchOptions(args, figures)).toThrow(sentence);
});
