/** Google puts the conference between two such lines. */
const GOOGLE = /-::~:~::~[:~]+::-[\s\S]{0,5000}?(?:-::~:~::~[:~]+::-|$)/u;

/** Outlook separates the block of a Teams meeting by lines of underscores. */
const TEAMS =
  /(?:^|\n)[_.]{10,}\s*\n(?=[\s\S]{0,300}?(?:Microsoft Teams|Teams[- ]Besprechung|teams\.microsoft\.com|teams\.live\.com))[\s\S]{0,6000}?(?:\n[_.]{10,}[ \t]*(?=\n|$)|$)/iu;

/** Zoom's block begins with a sentence or a line of dashes. An agenda may follow it. */
const ZOOM =
  /(?:^|\n)(?:[^\n]{0,120}\b(?:is inviting you to a scheduled Zoom meeting|invited you to a Zoom)|Join Zoom Meeting)\b[^\n]*(?=\n)[\s\S]*$/iu;

/** The lines of Zoom's block: its headings, numbers, codes and addresses. */
const zoomLines = [
  /\b(?:is inviting you to a scheduled Zoom meeting|invited you to a Zoom)\b/iu,
  /^(?:Join Zoom Meeting|One tap mobile|Dial by your location|Join by (?:SIP|H\.323|phone)|Join instructions|View meeting insights)\b/iu,
  /^(?:Meeting ID|Webinar ID|Passcode|Password|Meeting password|Participant ID|Find your local number|Download|Daily|Weekly|Monthly|Topic|Time)\s*:/iu,
  /^(?:[•*-]\s*)?\+\d[\d\s().-]{5,}(?:,+[\d#*,]*)?(?:\s.*)?$/u,
  /^(?:[•*-]\s*)?(?:\d{1,3}\.){3}\d{1,3}\b/u,
  /^(?:[•*-]\s*)?<?(?:\d+@zoomcrc\.com|https?:\/\/[\w.-]*zoom\.us\/)\S*$/iu,
  /^[-_=~]{3,}$/u,
];

/** A line that holds nothing but the address of a conference, with or without a word before it. */
const LINK_LINE =
  /^[^\n:]{0,40}:?[ \t]*<?https:\/\/(?:[\w-]+\.)?(?:zoom\.us\/(?:j|my)|meet\.google\.com|teams\.microsoft\.com\/(?:l\/meetup-join|meet)|teams\.live\.com\/meet|webex\.com\/(?:meet|join)|whereby\.com)\/?[^\s>]*>?[ \t]*$/gimu;

/** A description without the links, numbers and passcodes of a video conference, which don't belong in a CRM. */
export function withoutDialIn(description: string): { readonly text: string; readonly hadDialIn: boolean } {
  const lines = description.replaceAll(/\r\n?/gu, '\n');
  const zoom = ZOOM.exec(lines);
  const isZoom = zoom !== null && /zoom\.us\//iu.test(zoom[0]);
  const cut = (isZoom ? lines.slice(0, zoom.index) + withoutZoomLines(zoom[0]) : lines)
    .replace(GOOGLE, '\n')
    .replace(TEAMS, '\n')
    .replaceAll(LINK_LINE, '');
  const text = cut
    .replaceAll(/[ \t]+$/gmu, '')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
  return { text, hadDialIn: cut !== lines };
}

function withoutZoomLines(block: string): string {
  return block
    .split('\n')
    .filter((line) => !zoomLines.some((known) => known.test(line.trim())))
    .join('\n');
}
