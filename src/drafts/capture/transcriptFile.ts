/** Longest name of a speaker. A longer text before a colon is a sentence. */
const MAX_NAME = 60;

const TIMING = /^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}(?:\s.*)?$/u;

const VOICE = /<v(?:\.[^\s>]*)?\s+(?<name>[^>]{1,200})>/u;

/** `Jane Roe: Hello`, `>> JANE ROE: Hello`. */
const NAMED = /^(?:>>\s*)?(?<name>\p{L}[^:<>]{0,59}?)\s*(?:\([^()]{0,40}\))?:\s+(?<said>\S.*)$/u;

/** `[Jane Roe] Hello`, `(Jane Roe)` above what was said. */
const BRACKETED = /^(?:\[(?<square>[^[\]]{2,60})\]|\((?<round>[^()]{2,60})\))\s*(?<said>.*)$/u;

/** Sounds are written like words: `[Music]`, `(applause)`, `♪`. */
const SOUND =
  /^(?:[[(](?:music|applause|laughter|laughs|inaudible|crosstalk|silence|noise|background noise)[\])]|♪.*)$/iu;

/** Lines of the head that tell nothing about the meeting. */
const TECHNICAL = /^(?:kind|language|x-timestamp-map|region|style|type|generator|duration)\s*[:=]/iu;

export interface Transcript {
  /** The title, the notes and other lines before the cues. */
  readonly head: string;
  /** Everyone who speaks, in the order of their first words. */
  readonly speakers: readonly string[];
  /** One paragraph for each turn: `Jane Roe: Hello. How are you?` */
  readonly text: string;
}

interface Turn {
  readonly speaker: string;
  readonly words: string[];
}

/** Reads a WebVTT transcript of Zoom, Teams, Meet and the like. Undefined for what has no cues. */
export function transcriptFile(source: string): Transcript | undefined {
  const blocks = source
    .replaceAll(/\r\n?/gu, '\n')
    .replace(/^\uFEFF/u, '')
    .split(/\n[ \t]*(?:\n[ \t]*)+/u);
  const head: string[] = [];
  const turns: Turn[] = [];
  for (const block of blocks) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => line.includes('-->') && TIMING.test(line));
    if (at === -1) {
      if (turns.length === 0 || /^NOTE\b/u.test(block)) head.push(...headLines(lines));
      continue;
    }
    for (const { speaker, said } of utterances(lines.slice(at + 1))) addTo(turns, speaker, said);
  }
  if (turns.length === 0) return undefined;
  const paragraphs = turns.map(({ speaker, words }) => {
    const said = words.join(' ');
    return speaker === '' ? said : `${speaker}: ${said}`;
  });
  return { head: head.join('\n'), speakers: speakersOf(turns), text: paragraphs.join('\n') };
}

function headLines(lines: readonly string[]): readonly string[] {
  if (/^(?:STYLE|REGION)\b/u.test(lines[0] ?? '')) return [];
  return lines
    .map((line) => {
      // The line of the signature may have the title.
      const title = /^WEBVTT\b[\s:–-]*(?<title>\S.*)$/u.exec(line)?.groups?.['title'];
      return title === undefined ? line.replace(/^(?:WEBVTT|NOTE)\b[\s:–-]*/u, '').trim() : `# ${title}`;
    })
    .filter((line) => line !== '' && !TECHNICAL.test(line) && !/^\d+$/u.test(line));
}

/** The words of one cue by speaker. A cue of two speakers has a line or a voice for each. */
function* utterances(lines: readonly string[]): Generator<{ speaker: string | undefined; said: string }> {
  // Without an own speaker, a line goes on with what was said before it.
  for (const line of lines.flatMap((one) => one.split(/(?=<v[\s.])/u))) {
    const voice = VOICE.exec(line)?.groups?.['name'];
    const text = decoded(line.replaceAll(/<[^<>]{0,200}>/gu, '')).trim();
    if (SOUND.test(text)) continue;
    const { name, said = text } = voice === undefined ? namedIn(text) : { name: decoded(voice).trim() };
    if (said !== '' || name !== undefined) yield { speaker: name, said };
  }
}

function namedIn(text: string): { readonly name?: string | undefined; readonly said?: string } {
  const { square, round, said: behind = '' } = BRACKETED.exec(text)?.groups ?? {};
  const bracketed = square ?? round;
  if (bracketed !== undefined && isName(bracketed) && (square !== undefined || behind === ''))
    return { name: bracketed.trim(), said: behind };
  const { name, said } = NAMED.exec(text)?.groups ?? {};
  return name !== undefined && said !== undefined && isName(name) ? { name: name.trim(), said } : {};
}

/** Words of which each begins with a capital letter or is a small one: `Jane van der Berg`, `Speaker 1`. */
function isName(text: string): boolean {
  const words = text.trim().split(/\s+/u);
  if (text.length > MAX_NAME || words.length > 6) return false;
  return (
    words.every((word) => /^(?:[\p{Lu}\p{Lo}\d("'|/@&-].*|\p{Ll}{1,3})$/u.test(word)) &&
    /^[\p{Lu}\p{Lo}]/u.test(text.trim())
  );
}

function addTo(turns: Turn[], speaker: string | undefined, said: string): void {
  const last = turns.at(-1);
  if (last !== undefined && (speaker === undefined || speaker === last.speaker)) {
    // Captions that roll repeat the line before.
    if (said !== '' && said !== last.words.at(-1)) last.words.push(said);
  } else turns.push({ speaker: speaker ?? '', words: said === '' ? [] : [said] });
}

function speakersOf(turns: readonly Turn[]): readonly string[] {
  return [...new Set(turns.map(({ speaker }) => speaker))].filter((speaker) => speaker !== '');
}

/** Source: WebVTT, cue text: these references are allowed. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  const characters: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    nbsp: ' ',
    lrm: '',
    rlm: '',
    quot: '"',
    '#39': "'",
  };
  return text.replaceAll(
    /&(amp|lt|gt|nbsp|lrm|rlm|quot|#39);/gu,
    (_, name: string) => characters[name] ?? '',
  );
}
