/** Begins to watch, if there is something to be watched. */

import { pick, say } from '../../../ui/browser/say.ts';
import type { ToldTurn } from '../../told.ts';
import { acts } from './acts.ts';
import { callsOf } from './calls.ts';
import { Latency } from './latency.ts';
import { isMine, sentenceOf } from './names.ts';
import { Picture } from './picture.ts';
import { rowOf } from './rows.ts';
import { page, servedLive } from './served.ts';

const BEAT = 500; // ms
const ROWS = 100;
const POLITE = 10_000; // ms between two sentences for who listens

const find = <E extends Element>(selector: string) =>
  document.querySelector<E>(selector);

function watch(): void {
  find('[data-not-live]')?.remove();
  find('[data-live]')?.removeAttribute('hidden');
  for (const code of document.querySelectorAll('[data-port]')) {
    code.textContent =
      code.textContent?.replaceAll('4321', location.port || '80') ?? '';
  }
  const picture = new Picture();
  const latency = new Latency();
  const source = new EventSource(`/live/turns?page=${page}`);
  const on = <T>(name: string, hear: (data: T) => void) =>
    source.addEventListener(name, ({ data }: MessageEvent<string>) =>
      hear(JSON.parse(data)),
    );
  on<{ fd: number; pid: number; node: string }>('welcome', showOwn);
  on<ToldTurn>('turn', (turn) => {
    picture.add(turn);
    list(turn);
  });
  on<{ ms: number }>('latency', ({ ms }) => latency.add('others', ms));
  on<{ message: string }>('log', ({ message }) => log(message));
  acts(source);
  void beat(latency);
  document
    .querySelector('[data-hold]')
    ?.addEventListener('click', ({ currentTarget }) => {
      const button = currentTarget as HTMLButtonElement;
      const held = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', `${held}`);
      picture.hold(held);
    });
  find<HTMLInputElement>('[data-mine]')?.addEventListener(
    'change',
    ({ currentTarget }) => {
      picture.onlyMine((currentTarget as HTMLInputElement).checked);
    },
  );
}

function showOwn({ fd, pid, node }: { fd: number; pid: number; node: string }): void {
  const place = find('[data-own]');
  if (!place) return;
  place.textContent = pick(
    `这一页现在占着 fd ${fd}：accept4 → recv → send。进程 ${pid}，Node ${node}。`,
    `This page holds fd ${fd}: accept4 → recv → send. Process ${pid}, Node ${node}.`,
  );
}

/** The page's own heart: one request after the other. */
async function beat(latency: Latency): Promise<void> {
  for (;;) {
    const start = performance.now();
    try {
      await fetch(`/live/beat?page=${page}`, { cache: 'no-store' });
      latency.add('mine', performance.now() - start);
    } catch {
      latency.add('mine', Number.NaN); // the server is gone; it may come back
    }
    await new Promise((resolve) => setTimeout(resolve, BEAT));
  }
}

let spoken = performance.now();

/** A row for each turn that did something; spoken is a sentence now and then. */
function list(turn: ToldTurn): void {
  const rows = find('[data-rows]');
  if (!rows) return;
  rows.append(rowOf(turn));
  while (rows.childElementCount > ROWS) rows.firstElementChild?.remove();
  if (isMine(turn)) find('[data-calls]')?.replaceChildren(...callsOf(turn));
  const now = performance.now();
  if (now - spoken < POLITE) return;
  spoken = now;
  const { zh, en } = sentenceOf(turn);
  say(zh, en);
}

function log(message: string): void {
  const place = find('[data-log]');
  if (place) place.textContent = message;
}

if (servedLive()) watch();
