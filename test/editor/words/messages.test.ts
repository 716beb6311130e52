import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutIcons, withoutLinks } from '../../../src/editor/words/withoutIcons.ts';
import { projectFolder } from '../../support/folders.ts';

/** As the editor finds links in what notifications and input boxes say. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('a text of the service on screen', () => {
  it.each([
    '[Open the deck](command:workbench.action.terminal.sendSequence?%7B%7D)',
    'Deleted meeting “[a](https://evil.example "b")”',
    '[a](file:///etc/passwd)',
  ])('has no link where a title was written as one: %s', (text) => {
    expect(text).toMatch(link);
    expect(withoutLinks(text)).not.toMatch(link);
    expect(withoutLinks(text).replaceAll('\u2060', '')).toBe(text);
  });

  it.each(['$(alert) Acme', 'Acme $(sync~spin)', 'costs $(x)$(y)'])(
    'has no icon where a name was written as one: %s',
    (text) => {
      // As the editor finds icons in the status bar and in quick picks.
      const icon = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;
      expect(text).toMatch(icon);
      expect(withoutIcons(text)).not.toMatch(icon);
      expect(withoutIcons(text).replaceAll('\u2060', '')).toBe(text);
    },
  );

  it('is shown by one file only', () => {
    const folder = path.join(projectFolder, 'src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const says = /\.show(?:Error|Information|Warning)Message\(|setStatusBarMessage|validationMessage = [^'w]/;
    const saying = files.filter((name) => says.test(readFileSync(path.join(folder, name), 'utf8')));
    expect(saying).toEqual([path.join('editor', 'ui', 'messages.ts')]);
  });
});
