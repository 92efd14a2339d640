/**
 * A chart as SVG, by Observable Plot on a document that is not in a browser. Words in
 * it come in both languages, as everywhere on a page; CSS shows one of them. Colours
 * are the page's own variables, so that the drawing follows day and night.
 */

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { escapeHtml, type Pair } from '../../ui/text.ts';
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
    x: {
      ticks: 6,
      ...scale(
        x,
        valuesOf(rows, series, () => x.key),
      ),
    },
    y: {
      grid: true,
      ticks: 5,
      ...scale(
        y,
        valuesOf(rows, series, (each) => each.y ?? y.key),
      ),
    },
    marks: series.flatMap((each) => line(each, x.key, y.key, stepped, rows)),
  };
}

/** All numbers that will be drawn along one axis. */
function valuesOf(
  rows: readonly Row[],
  series: readonly Series[],
  key: (series: Series) => string,
): number[] {
  return series.flatMap((each) => {
    return rows.filter(each.of ?? (() => true)).map((row) => Number(row[key(each)]));
  });
}

function scale({ log, from, to }: Pick<Axis, 'log' | 'from' | 'to'>, values: number[]) {
  const domain = [from ?? Math.min(...values), to ?? Math.max(...values)] as const;
  const fixed = from !== undefined && to !== undefined ? { domain } : {};
  if (!log) return { label: null, zero: from === 0, ...fixed };
  // Only 1, 10, 100 … are named: the rest has no room.
  const ticks = POWERS.filter((power) => power >= domain[0] && power <= domain[1]);
  return { label: null, type: 'log' as const, ticks, tickFormat: plain, ...fixed };
}

const POWERS = Array.from({ length: 10 }, (_, i) => Number(`1e${i - 3}`));

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

function bars(chart: Bars, all: readonly Row[], width: Width): Plot.PlotOptions {
  const rows = all.filter(chart.only ?? (() => true));
  const values = rows.map((row) => Number(row[chart.value]));
  const from = chart.from ?? 0;
  const to = chart.to ?? Math.max(...values);
  const y = (_: Row, i: number) => i;
  const marks = chart.marks ?? [];
  return {
    height: BAR * rows.length + 30,
    marginLeft: 1,
    marginRight: width === 'wide' ? 90 : 64,
    x: {
      ticks: width === 'wide' ? 6 : 3,
      ...scale({ ...chart, from, to }, [from, to]),
    },
    y: { axis: null, padding: 0.62, domain: rows.map((_, i) => i) },
    marks: [
      Plot.barX(rows, {
        x1: () => from,
        x2: (row) => Math.max(Number(row[chart.value]), from),
        y,
        fill: (row) => ink(chart.tone(row)),
      }),
      Plot.ruleX(marks, { stroke: ink('ink'), strokeDasharray: '2 3' }),
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
    .replace(/^<svg[^>]*>/, (tag) =>
      tag.replace(/ (width|height|font-[a-z]+)="[^"]*"/g, ''),
    )
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
