/**
 * A chart as SVG, by Observable Plot on a document that is not in a browser. Words in
 * it come in both languages, as everywhere on a page; CSS shows one of them. Colours
 * are the page's own variables, so that the drawing follows day and night.
 */

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { escapeHtml, type Pair } from '../text.ts';
import type { Axis, Bars, Chart, Lines, Row, Series, Shape, Tone } from './chart.ts';

/** Wide for a column of text, narrow for a phone: words must not shrink. */
export type Width = 'wide' | 'narrow';

const WIDTHS = { wide: 680, narrow: 350 };
const BAR = 44; // px for a bar and the words above it
const BETWEEN = '\u2063'; // parts the two languages, until they are elements
const SYMBOLS: Record<Shape, Plot.SymbolType | undefined> = {
  square: 'square',
  triangle: 'triangle',
  circle: 'circle',
  diamond: 'diamond',
  none: undefined,
};

const { document } = parseHTML('<!doctype html><html><body></body></html>');

export function draw(chart: Chart, rows: readonly Row[], width: Width): string {
  const options =
    chart.kind === 'lines' ? lines(chart, rows) : bars(chart, rows, width);
  const svg = Plot.plot({
    document: document as unknown as Document,
    className: 'plot',
    width: WIDTHS[width],
    style: { fontSize: '12px' },
    ...options,
  });
  return tidy(svg.outerHTML);
}

const ink = (tone: Tone): string => `var(--${tone})`;
const bilingual = ({ zh, en }: Pair): string => (zh === en ? zh : zh + BETWEEN + en);

function lines(
  { x, y, series, stepped }: Lines,
  rows: readonly Row[],
): Plot.PlotOptions {
  return {
    height: 300,
    marginLeft: 56,
    marginRight: 20,
    x: { ticks: 6, ...scale(x) },
    y: { grid: true, ticks: 5, ...scale(y) },
    marks: series.flatMap((each) => line(each, x.key, y.key, stepped, rows)),
  };
}

function scale({ log, from, to }: Pick<Axis, 'log' | 'from' | 'to'>) {
  return {
    label: null,
    ...(log ? { type: 'log' as const, ticks: POWERS, tickFormat: plain } : {}),
    ...(from !== undefined && to !== undefined ? { domain: [from, to] } : {}),
    zero: from === 0,
  };
}

/** What a scale of powers is named by. Those outside it are not drawn. */
const POWERS = [0.001, 0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

function plain(value: number): string {
  return value.toLocaleString('en');
}

function line(
  series: Series,
  x: string,
  axis: string,
  stepped: boolean | undefined,
  rows: readonly Row[],
): Plot.Markish[] {
  const { tone, shape, dashed, of = () => true, y = axis } = series;
  const data = rows.filter(of);
  const stroke = ink(tone);
  const curve = stepped ? 'step-after' : 'linear';
  const dash = dashed ? { strokeDasharray: '5 4' } : {};
  const symbol = SYMBOLS[shape];
  return [
    Plot.line(data, { x, y, stroke, strokeWidth: 1.75, curve, ...dash }),
    ...(symbol ? [Plot.dot(data, { x, y, symbol, r: 4, fill: stroke })] : []),
  ];
}

function bars(chart: Bars, rows: readonly Row[], width: Width): Plot.PlotOptions {
  const values = rows.map((row) => Number(row[chart.value]));
  const from = chart.from ?? 0;
  const to = chart.to ?? Math.max(...values);
  const y = (_: Row, i: number) => i;
  const marks = chart.marks ?? [];
  return {
    height: BAR * rows.length + 30,
    marginLeft: 1,
    marginRight: width === 'wide' ? 90 : 64,
    x: { ticks: width === 'wide' ? 6 : 3, ...scale({ ...chart, from, to }) },
    y: { axis: null, padding: 0.62, domain: rows.map((_, i) => i) },
    marks: [
      Plot.barX(rows, {
        x1: () => from,
        x2: (row) => Math.max(Number(row[chart.value]), from),
        y,
        fill: (row) => ink(chart.tone(row)),
      }),
      Plot.ruleX(marks, { x: 'at', stroke: ink('ink'), strokeDasharray: '2 3' }),
      Plot.text(rows, {
        x: () => from,
        y,
        text: (row) => bilingual(chart.label(row)),
        textAnchor: 'start',
        dy: -17,
      }),
      Plot.text(rows, {
        x: (row) => Math.max(Number(row[chart.value]), from),
        y,
        text: (row) => chart.say(Number(row[chart.value])),
        textAnchor: 'start',
        dx: 6,
      }),
    ],
  };
}

/** What the page forbids or need not carry: style elements, many digits, empty words. */
function tidy(svg: string): string {
  return svg
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<text [^>]*\/>/g, '')
    .replace(/ aria-(label|hidden)="[^"]*"/g, '')
    .replace(/ (style|width|height|font-family|font-size)="[^"]*"/, '')
    .replace(/="[^"]*\.\d{2}[^"]*"/g, (attribute) => attribute.replace(LONG, shorten))
    .replace(new RegExp(`>([^<]*)${BETWEEN}([^<]*)<`, 'g'), (_, zh, en) => {
      return `>${word('zh', zh)}${word('en', en)}<`;
    });
}

const LONG = /-?\d+\.\d{2,}/g;

function shorten(number: string): string {
  return String(Math.round(10 * Number(number)) / 10);
}

function word(lang: string, text: string): string {
  return `<tspan class="ui" lang="${lang}">${text}</tspan>`;
}

/** The drawing with its name, for those who hear it. */
export function named(svg: string, title: string): string {
  const name = `<title>${escapeHtml(title)}</title>`;
  return svg.replace(/^<svg([^>]*)>/, `<svg$1 role="img">${name}`);
}
