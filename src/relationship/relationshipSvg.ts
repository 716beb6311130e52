import { oneLine } from '../model/cleanText.ts';
import { typeWord } from '../protocol/relationshipPageWords.ts';
import type { RelationshipPageWords } from '../protocol/relationshipPageWords.ts';
import type { RelationshipView } from '../protocol/relationshipView.ts';
import { cellText, mostIn, stepOf, yearBands } from '../protocol/yearBands.ts';
import type { BandCell, BandRow, YearBand } from '../protocol/yearBands.ts';

/** Fill and text of the steps, the first of which is none. Each pair has a contrast of 4.5 and more. */
const steps = [
  ['#ffffff', '#6b6b6b'],
  ['#e3effa', '#1f1f1f'],
  ['#b7d4f0', '#1f1f1f'],
  ['#2272b9', '#ffffff'],
  ['#0b4273', '#ffffff'],
] as const;

const INK = '#1f1f1f';
const QUIET = '#5c5c5c';
const LINE = '#c8c8c8';
const MARGIN = 24;
const LINE_HEIGHT = 20;
const CELL_WIDTH = 44;
const CELL_HEIGHT = 22;
const SUM_WIDTH = 60;
const LABELS_WIDTH = 160;
const BAND_GAP = 10;
/** The text of a cell is about in its middle. */
const BASELINE = 15;

/** Longer lines would leave the picture; about the width of it at the size of the text. */
const MAX_LINE = 120;

const WIDTH = 2 * MARGIN + LABELS_WIDTH + 12 * CELL_WIDTH + SUM_WIDTH;

/** The picture of a relationship as a file of its own, with its own colors and background. Every text is escaped. */
export function relationshipSvg(view: RelationshipView, words: RelationshipPageWords): string {
  const { grid, monthNames } = view;
  const bands = yearBands(grid);
  const lines = linesOf(view, words);
  const top = MARGIN + 32 + lines.length * LINE_HEIGHT + 36;
  const height = top + bands.reduce((sum, band) => sum + heightOf(band), 0) + MARGIN;
  const most = mostIn(grid);
  let y = top;
  const drawn = bands.map((band) => {
    const group = bandGroup(band, { y, most, words });
    y += heightOf(band);
    return group;
  });
  const title = words.gridLabel;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`,
    ` role="img" aria-labelledby="title description" font-family="system-ui, 'Segoe UI', sans-serif" font-size="12">\n`,
    `<title id="title">${escaped(view.name)}: ${escaped(title)}</title>\n`,
    `<desc id="description">${lines.map((line) => escaped(line)).join(' ')}</desc>\n`,
    `<rect width="100%" height="100%" fill="#ffffff"/>\n`,
    text(
      { x: MARGIN, y: MARGIN + 16, fill: INK, more: ' font-size="20" font-weight="600"' },
      cut(view.name, 60),
    ),
    ...lines.map((line, place) =>
      text({ x: MARGIN, y: MARGIN + 42 + place * LINE_HEIGHT, fill: QUIET }, cut(line, MAX_LINE)),
    ),
    header(monthNames, top - 10, words),
    ...drawn,
    `</svg>\n`,
  ].join('');
}

/** First, last and next contact, the totals, and how far the picture reaches. */
function linesOf({ contacts, totals, coverage }: RelationshipView, words: RelationshipPageWords): string[] {
  return [
    contacts.map(({ label, value }) => `${label}: ${value}`).join(' · '),
    ...totals.map(({ type, value, notes }) => [`${typeWord(type, words)}: ${value}`, ...notes].join(' · ')),
    ...coverage.sentences.slice(0, 1),
  ].filter((line) => line !== '');
}

function header(names: readonly string[], y: number, words: RelationshipPageWords): string {
  const months = names.map((name, month) =>
    text({ x: columnMiddle(month), y, fill: QUIET, more: ' text-anchor="middle"' }, cut(name, 6)),
  );
  return `${months.join('')}${text({ x: sumMiddle(), y, fill: QUIET, more: ' text-anchor="middle"' }, cut(words.total, 8))}`;
}

function heightOf({ rows }: YearBand): number {
  return rows.length * CELL_HEIGHT + BAND_GAP;
}

interface BandPlace {
  readonly y: number;
  readonly most: number;
  readonly words: RelationshipPageWords;
}

function bandGroup({ year, rows }: YearBand, { y, most, words }: BandPlace): string {
  const label = text({ x: MARGIN, y: y + BASELINE, fill: INK, more: ' font-weight="600"' }, String(year));
  const drawn = rows.map((row, place) => bandRow(row, { y: y + place * CELL_HEIGHT, most, words }));
  return `<g>\n${label}${drawn.join('')}</g>\n`;
}

function bandRow({ type, months, sum }: BandRow, { y, most, words }: BandPlace): string {
  const name = text({ x: MARGIN + 44, y: y + BASELINE, fill: INK }, cut(typeWord(type, words), 16));
  const cells = months.map((cell, month) =>
    cell === undefined ? '' : drawnCell(cell, { x: columnMiddle(month), y, step: stepOf(cell.past, most) }),
  );
  const more = ' text-anchor="middle" font-weight="600"';
  const total = text({ x: sumMiddle(), y: y + BASELINE, fill: INK, more }, cellText(sum));
  return `${name}${cells.join('')}${total}`;
}

interface CellPlace {
  readonly x: number;
  readonly y: number;
  readonly step: number;
}

function drawnCell(cell: BandCell, { x, y, step }: CellPlace): string {
  const [fill, ink] = steps[step] ?? steps[0];
  const dash = cell.planned > 0 || cell.state !== 'complete' ? ' stroke-dasharray="3 2"' : '';
  const stroke = cell.planned > 0 ? INK : LINE;
  const size = `width="${CELL_WIDTH - 2}" height="${CELL_HEIGHT - 2}"`;
  const box = `<rect x="${x - CELL_WIDTH / 2 + 1.5}" y="${y + 0.5}" ${size} rx="2" fill="${fill}" stroke="${stroke}"${dash}/>`;
  const label = text({ x, y: y + BASELINE, fill: ink, more: ' text-anchor="middle"' }, cellText(cell));
  return `${box}${label}`;
}

function columnMiddle(month: number): number {
  return MARGIN + LABELS_WIDTH + (month + 0.5) * CELL_WIDTH;
}

function sumMiddle(): number {
  return MARGIN + LABELS_WIDTH + 12 * CELL_WIDTH + SUM_WIDTH / 2;
}

interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  readonly more?: string;
}

function text({ x, y, fill, more = '' }: TextPlace, content: string): string {
  return content === '' ? '' : `<text x="${x}" y="${y}" fill="${fill}"${more}>${escaped(content)}</text>\n`;
}

function cut(content: string, most: number): string {
  const characters = Array.from(content);
  return characters.length <= most ? content : `${characters.slice(0, most - 1).join('')}…`;
}

/** Some characters can't be part of an XML file at all, however they are written. Source: XML 1.0, 2.2. */
function escaped(content: string): string {
  return oneLine(content)
    .toWellFormed()
    .replaceAll(/[\uFFFE\uFFFF]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
