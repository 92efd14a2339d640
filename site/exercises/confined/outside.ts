/** The page's side: a frame for each run, which is gone with all in it when the run ends. */

import type { Confined } from './page.ts';

const MOST = 20_000; // messages: so many no program has to say

export interface Running {
  end(): void;
}

/** Runs a job there. `gone` says why it has ended by itself. */
export function runConfined<News>(
  what: Confined,
  job: unknown,
  hear: (news: News) => void,
  gone: (why: string) => void,
): Running {
  const frame = document.createElement('iframe');
  const { port1, port2 } = new MessageChannel();
  const end = () => {
    port1.close();
    frame.remove();
    removeEventListener('message', listen);
  };
  const listen = ({ source, data }: MessageEvent) => {
    if (source === frame.contentWindow && 'failed' in data) gone(String(data.failed));
  };
  let heard = 0;
  port1.onmessage = ({ data }: MessageEvent<News>) => {
    if (++heard <= MOST) return hear(data);
    end();
    gone(`> ${MOST} messages`);
  };
  addEventListener('message', listen);
  frame.onload = () => frame.contentWindow?.postMessage(job, '*', [port2]);
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.src = `${document.documentElement.dataset.base ?? '/'}confined/${what}.htm`;
  document.body.append(frame);
  return { end };
}
