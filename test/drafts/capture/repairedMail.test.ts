import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailFile } from '../../../src/drafts/capture/mailFile.ts';
import { repairedMail } from '../../../src/drafts/capture/repairedMail.ts';
import { runCount } from '../../support/runCount.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const options = { numRuns: runCount(200), seed };

type Encoding = 'base64' | 'quoted-printable' | '8bit';

const encoded: Readonly<Record<Encoding, (bytes: Buffer) => Buffer>> = {
  base64: (bytes) => Buffer.from(bytes.toString('base64').replaceAll(/.{76}/gu, '$&\r\n')),
  'quoted-printable': (bytes) => Buffer.from([...bytes].map((byte) => quoted(byte)).join('')),
  '8bit': (bytes) => bytes,
};

function quoted(byte: number): string {
  const isPlain = byte === 0x20 || byte === 0x0a || (byte > 0x20 && byte < 0x7f && byte !== 0x3d);
  return isPlain ? String.fromCodePoint(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

const mailOf = (body: Uint8Array, encoding: string, type: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('From: Jane Roe <jane@acme.example>\r\nSubject: Terms\r\n'),
    Buffer.from(`Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`),
    body,
  ]);

const words = fc.constantFrom(
  'Hello',
  'Ann,',
  'Grüße',
  'aus',
  'Köln:',
  'a=b0',
  '=C3',
  '3 × 4',
  '\n',
  '– “yes”',
);
const chinese = fc.constantFrom('你好', '世界', '协议', '星期四', '。', '\n');
const text = fc
  .oneof(fc.array(words, { minLength: 1, maxLength: 60 }), fc.array(chinese, { minLength: 1, maxLength: 60 }))
  .map((all) => all.join(' ').trim())
  .filter((one) => one !== '');
const encodings = fc.constantFrom<Encoding[]>('base64', 'quoted-printable', '8bit');
const charsets = fc.constantFrom(
  'utf-8',
  'us-ascii',
  'iso-8859-1',
  'windows-1251',
  'gb18030',
  'shift_jis',
  'utf-16le',
  'x',
);
const types = fc.constantFrom('text/plain', 'text/html');

const part = (type: string, body: string): string =>
  `--b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;

/** True for a body that is more than white space however it is encoded. */
function hasContent(body: Buffer, encoding: Encoding): boolean {
  const written = body.toString('latin1');
  const content = encoding === 'base64' ? Buffer.from(written, 'base64').toString('latin1') : written;
  return /[\p{L}\p{N}]/u.test(content.replaceAll(/=\s*/gu, ''));
}

describe(`a mail (seed ${seed})`, () => {
  it('that is sound is not changed', () => {
    fc.assert(
      fc.property(text, encodings, types, (written, encoding, type) => {
        const mail = mailOf(encoded[encoding](Buffer.from(written)), encoding, `${type}; charset=utf-8`);
        expect(repairedMail(mail)).toEqual({ source: mail, undecoded: false });
      }),
      options,
    );
  });

  it('in Latin-1 that says to be in UTF-8 keeps its accents', async () => {
    await fc.assert(
      fc.asyncProperty(encodings, fc.constantFrom('Grüße', 'déjà vu', 'Köln'), async (encoding, accents) => {
        const written = `Hello Ann, this is from Jane: ${accents}`;
        const mail = mailOf(encoded[encoding](Buffer.from(written, 'latin1')), encoding, 'text/plain');
        expect(await mailFile(mail)).toMatchObject({ text: written, undecoded: false });
      }),
      options,
    );
  });

  it('gives its words as they are written when the declared encoding is not theirs', async () => {
    const plain = fc
      .array(fc.constantFrom('Hello', 'Ann', 'said', 'yes', 'a', 'Köln'), { minLength: 2, maxLength: 40 })
      .map((all) => `${all.join(' ')}.`);
    await fc.assert(
      fc.asyncProperty(plain, fc.constantFrom('base64', 'Base64', '"base64"'), async (written, encoding) => {
        const mail = mailOf(Buffer.from(written), encoding, 'text/plain; charset=utf-8');
        expect(await mailFile(mail)).toMatchObject({ text: written, undecoded: false });
      }),
      options,
    );
  });

  it('never gives a note of garbage, and says when it left a text out', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((one) => Buffer.from(one));
    const bodies = fc.oneof(
      bytes,
      bytes.map((one) => encoded.base64(one)),
      fc.tuple(text, bytes).map(([one, other]) => Buffer.concat([Buffer.from(one), encoded.base64(other)])),
      text.map((one) => Buffer.from(one, 'latin1')),
      text.map((one) => encoded.base64(Buffer.from(one)).subarray(0, -3)),
      text.map((one) => encoded['quoted-printable'](Buffer.from(one, 'utf16le'))),
    );
    await fc.assert(
      fc.asyncProperty(bodies, encodings, charsets, async (body, encoding, charset) => {
        const mail = await mailFile(mailOf(body, encoding, `text/plain; charset=${charset}`));
        // A byte without its half at the end is one more.
        const note = (mail?.text ?? '').replace(/\uFFFD$/u, '');
        expect(note.match(/\uFFFD/gu)?.length ?? 0).toBeLessThanOrEqual(1 + note.length * 0.03);
        if (hasContent(body, encoding)) expect(note !== '' || mail?.undecoded).toBe(true);
      }),
      options,
    );
  });

  it('keeps the other parts when one of them is broken', async () => {
    const sound = Buffer.from('Jane said yes.').toString('base64');
    const mail = await mailFile(
      `From: jane@acme.example\r\nSubject: Terms\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${part('text/plain', sound)}${part('text/plain', 'Is this all?')}${part('image/png', 'no image')}--b--\r\nThe end`,
    );
    expect(mail).toMatchObject({ text: 'Jane said yes.\nIs this all?', undecoded: false });
  });

  it('within a mail is repaired too', async () => {
    const inner =
      'From: bob@acme.example\r\nSubject: Inner\r\nContent-Transfer-Encoding: base64\r\n\r\nHello, all.';
    const mail = await mailFile(
      `From: jane@acme.example\r\nSubject: Terms\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--\r\n`,
    );
    expect(mail?.text).toContain('Hello, all.');
  });
});

it('reads the first parts of a mail with more than any has', async () => {
  const head =
    'From: Jane Roe <jane@acme.example>\r\nSubject: Terms\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n';
  const parts = `--x\r\n\r\nThe first.\r\n${'--x\r\n'.repeat(200_000)}--x\r\n\r\nThe last.\r\n--x--\r\n`;
  const mail = await mailFile(Buffer.from(head + parts));
  expect(mail).toMatchObject({ text: expect.stringMatching(/^The first\.\s*$/) as unknown, undecoded: true });
});
