/**
 * Moves the dot along the stroke. Without it, or with reduced motion, the drawing stands
 * complete. It rests while off screen, and there is a button to hold it.
 */

import { leadPath, SEMICOLON } from './lead.ts';

type Key = [
  length: number,
  film: number,
  row: number,
  from: number | null,
  to: number | null,
];

const PAUSE = 900; // ms at the end, before it begins again
const LEAD = 1100; // ms from the semicolon to the first staff

const byId = (id: string) => document.getElementById(id) as HTMLElement;
const [hero, hold, clock] = [byId('hero'), byId('hold'), byId('clock')];
const rows = [...hero.querySelectorAll('.steps li')];

const drawings = [...hero.querySelectorAll<SVGSVGElement>('svg.score')].map((svg) => ({
  svg,
  tall: svg.classList.contains('tall'),
  origin: svg.dataset.origin ? Number(svg.dataset.origin) : null,
  keys: JSON.parse(svg.dataset.keys ?? '[]') as Key[],
  leads: [...svg.querySelectorAll<SVGPathElement>('.lead')],
  lead: svg.querySelector('.thread.lead') as SVGPathElement,
  run: svg.querySelector('.thread.run') as SVGPathElement,
  dot: svg.querySelector('.dot') as SVGCircleElement,
}));

type Drawing = (typeof drawings)[number];
type Place = { point: DOMPoint; row: number; key: number; part: number };

/** The drawing that this width of page shows, measured when the width changes. */
let stage: { drawing: Drawing; leadLength: number; edge: number } | undefined;
let film = 0; // ms since the semicolon
let last = 0;
let row = -1;
let held = false;
let seen = true; // some of it is on the screen

/** The stroke starts at the semicolon, whatever face the title is set in. */
function measure(): void {
  const drawing = drawings.find(({ svg }) => svg.getClientRects().length > 0);
  if (!drawing) return;
  const { svg, tall, origin, leads, lead } = drawing;
  const box = svg.getBoundingClientRect();
  const end = hero.querySelector('h1 b')?.getBoundingClientRect().right ?? 0;
  const from = Math.round((end - box.left) / (tall ? box.width / 390 : 1)) + 6;
  const drawn = tall ? SEMICOLON.tall : SEMICOLON.wide;
  const path = leadPath(Math.abs(from - drawn) > 3 ? from : drawn, origin);
  for (const each of leads) each.setAttribute('d', path);
  const edge = tall ? Infinity : hero.clientWidth + 60;
  stage = { drawing, leadLength: lead.getTotalLength(), edge };
}

/** On the way to the first staff. */
function onLead({ lead, run }: Drawing, length: number): Place {
  const along = length * (film / LEAD);
  lead.style.strokeDasharray = `${along} 9999`;
  run.style.strokeDasharray = '0 99999';
  return { point: lead.getPointAtLength(along), row: -1, key: 0, part: 0 };
}

/** On the staves: between two keys. */
function onStaves({ keys, lead, run }: Drawing): Place {
  const time = film - LEAD;
  const found = keys.findIndex((key) => key[1] >= time);
  const key = found < 0 ? keys.length - 1 : Math.max(1, found);
  const [a, b] = [keys[key - 1] as Key, keys[key] as Key];
  const part = Math.min(1, (time - a[1]) / (b[1] - a[1]));
  const along = a[0] + (b[0] - a[0]) * part;
  lead.style.strokeDasharray = '';
  run.style.strokeDasharray = `${along} 99999`;
  return { point: run.getPointAtLength(along), row: b[2], key, part };
}

/** Draw the film at its time; false when it is over, or has left the page. */
function draw({ drawing, leadLength, edge }: NonNullable<typeof stage>): boolean {
  const place = film < LEAD ? onLead(drawing, leadLength) : onStaves(drawing);
  const { dot, keys } = drawing;
  dot.setAttribute('cx', place.point.x.toFixed(1));
  dot.setAttribute('cy', place.point.y.toFixed(1));
  if (place.row !== row) enter(place.row, dot);
  const time = String(clockAt(keys, place.key, place.part));
  if (clock.textContent !== time) clock.textContent = time;
  return film < LEAD + (keys.at(-1)?.[1] ?? 0) + PAUSE && place.point.x < edge;
}

function enter(staff: number, dot: SVGCircleElement): void {
  row = staff;
  dot.classList.toggle('asleep', row === 3);
  for (const [i, li] of rows.entries()) li.classList.toggle('on', i === row);
}

/** Only sleep moves this clock. */
function clockAt(keys: Key[], key: number, part: number): number {
  const slept = keys.slice(0, key + 1).findLast((k) => k[3] !== null);
  const [from, to] = [slept?.[3] ?? 0, slept?.[4] ?? 0];
  return Math.round(slept === keys[key] ? from + (to - from) * part : to);
}

function frame(now: number): void {
  if (stage && seen && !held) {
    film += Math.min(now - last, 50);
    if (!draw(stage)) film = 0;
  }
  last = now;
  requestAnimationFrame(frame);
}

function play(): void {
  hero.classList.add('running');
  hold.addEventListener('click', () => {
    held = !held;
    hold.setAttribute('aria-pressed', String(held));
  });
  new IntersectionObserver(([entry]) => {
    seen = entry?.isIntersecting ?? true;
  }).observe(hero);
  requestAnimationFrame(frame);
}

measure();
addEventListener('resize', measure);
if (!matchMedia('(prefers-reduced-motion: reduce)').matches) play();
