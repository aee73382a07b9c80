import { html } from 'hono/html';
import type { Html } from '../../decisions/page/layout.ts';

export type Row = readonly [label: string, value: string];

export function rows(all: readonly Row[]): Html {
  return html`<dl>${all.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}
