import { typeName } from '../../src/model/interactionTypes.ts';
import type { TypeId } from '../../src/model/interactionTypes.ts';

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** Outlines on a 16 by 16 grid, in the style of the editor's own icons. Types look as they do in the tree. */
const outlines = {
  account: 'M8 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-5 5c.4-2.4 2.4-4 5-4s4.6 1.6 5 4',
  add: 'M8 3v10M3 8h10',
  call: 'M5.5 1.5h5a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-5a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM7 12.2h2',
  chatMessage: 'M4.5 9.5 2.5 11V9.5h-1v-8h9v2M6.5 5.5h8v7h-1v2l-2.5-2H6.5z',
  check: 'M3 8.5 6.5 12 13 4.5',
  choose: 'M5 6.5 8 9.5l3-3',
  close: 'M4 4l8 8M12 4l-8 8',
  email: 'M2.5 4h11v8.5h-11zM2.5 4.5 8 9l5.5-4.5',
  company: 'M3.5 13.5v-11h6v11M9.5 6.5h3v7M2 13.5h12M5.5 5h2M5.5 7.5h2M5.5 10h2',
  error: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  external:
    'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2 8h12M8 2c-2 1.6-3 3.7-3 6s1 4.4 3 6M8 2c2 1.6 3 3.7 3 6s-1 4.4-3 6',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.3v3.9M8 4.7v1.3',
  internal: 'M3.5 13.5v-11h6v11M9.5 6.5h3v7M2 13.5h12M5.5 5h2M5.5 7.5h2M5.5 10h2',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  meeting: 'M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3M5 9h2M5 11.3h2M9 9h2',
  opportunity: 'M2.5 5.5h11v8h-11zM6 5.5v-2h4v2M2.5 9.5h11',
  provenance: 'M9.5 2.5h-6v11h9v-8zM9.5 2.5v3h3M5.5 8.5h5M5.5 10.8h5',
  question:
    'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.2 6.3c.1-1 .8-1.6 1.8-1.6s1.8.6 1.8 1.5c0 1.2-1.8 1.4-1.8 2.8M8 10.2v1.2',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.2 10.2l3.8 3.8',
  warning: 'M8 2.5 14 13.5H2zM8 6.5v3.5M8 11v1.2',
} as const;

type Attributes = Readonly<Record<string, string | boolean | undefined>>;

export type Icon = keyof typeof outlines;

/** Creates an element. Strings become text nodes, never HTML; attributes that are `false` or undefined are omitted. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    created.setAttribute(name, value === true ? '' : value);
  }
  created.append(...children);
  return created;
}

/** Text for screen readers only. */
export function visuallyHidden(text: string): HTMLElement {
  return element('span', { class: 'visuallyHidden' }, text);
}

/** Text from data, whose writing direction must not affect the text around it. */
export function isolated(text: string): HTMLElement {
  return element('bdi', {}, text);
}

/** Creates an icon in the color of the text. It is hidden from screen readers, because text always accompanies it. */
export function icon(name: Icon): SVGSVGElement {
  const svg = document.createElementNS(SVG_NAMESPACE, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('width', '16');
  svg.setAttribute('height', '16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG_NAMESPACE, 'path');
  path.setAttribute('d', outlines[name]);
  svg.append(path);
  return svg;
}

/** The icon of a type of interactions has the name of the type. */
export function typeIcon(type: TypeId): SVGSVGElement {
  return icon(typeName(type) ?? 'question');
}

/** Calls `render` only for a value that differs from the last one, which keeps focus and scroll position. */
export function renderOnChange<Value>(render: (value: Value) => void): (value: Value) => void {
  let rendered: string | undefined;
  return (value) => {
    // `undefined` has no JSON. It must be rendered too, because it usually hides something.
    const json = JSON.stringify(value) ?? '';
    if (json === rendered) return;
    rendered = json;
    render(value);
  };
}
