import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutLinks } from '../../src/editor/words/withoutLinks.ts';
import { projectFolder } from '../support/folders.ts';

/** As the editor finds links in what notifications and input boxes say. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('what is said on screen', () => {
  it.each([
    '[Open the deck](command:workbench.action.terminal.sendSequence?%7B%7D)',
    'Deleted meeting “[a](https://evil.example "b")”',
    '[a](file:///etc/passwd)',
  ])('has no link where a title was written as one: %s', (text) => {
    expect(text).toMatch(link);
    expect(withoutLinks(text)).not.toMatch(link);
    expect(withoutLinks(text).replaceAll('\u2060', '')).toBe(text);
  });

  it('is said in one place only', () => {
    const folder = path.join(projectFolder, 'src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const says = /\.show(?:Error|Information|Warning)Message\(|validationMessage = [^'w]/;
    const saying = files.filter((name) => says.test(readFileSync(path.join(folder, name), 'utf8')));
    expect(saying).toEqual([path.join('editor', 'messages.ts')]);
  });
});
