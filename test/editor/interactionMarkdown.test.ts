import { describe, expect, it } from 'vitest';
import { interactionMarkdown } from '../../src/editor/reader/interactionMarkdown.ts';
import { interaction } from '../timeline/interaction.ts';

const withAttendee = (address: string): string =>
  interactionMarkdown(interaction({ title: 'Kick-off', attendees: [address] }), []);

describe('an address in a document', () => {
  it('can be clicked to write to', () => {
    expect(withAttendee('ann.lee+crm@acme.example')).toContain('<ann.lee+crm@acme.example>');
  });

  it('is no link when a mail program would read more than an address in it', () => {
    for (const address of [
      'a?bcc=evil%40x.example&subject=s@evil.example',
      'a&body=b@x.example',
      'a%0d%0abcc@x.example',
      'a#b@x.example',
    ]) {
      expect(withAttendee(address)).not.toMatch(/<[^>]*@|mailto:/);
    }
  });
});
