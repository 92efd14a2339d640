/** The buttons: each asks the server for something that then shows in the score. */

import { say } from '../../../ui/browser/say.ts';
import type { Act } from '../../told.ts';
import { post } from './served.ts';

export function acts(source: EventSource): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-act]')];
  for (const button of buttons) {
    button.addEventListener('click', () => void press(button));
  }
  source.addEventListener('acts', ({ data }: MessageEvent<string>) => {
    const { on }: { on: Act[] } = JSON.parse(data);
    for (const button of buttons) {
      if (!button.hasAttribute('aria-pressed')) continue;
      button.setAttribute('aria-pressed', `${on.includes(button.dataset.act as Act)}`);
    }
  });
}

async function press(button: HTMLButtonElement): Promise<void> {
  const on = button.getAttribute('aria-pressed') !== 'true';
  try {
    const answer = await post('/live/act', { act: button.dataset.act, on });
    if (answer.ok) return;
    const why = await answer.text();
    say(why, why);
  } catch {
    say(
      '服务器不在了。再运行一次 npm start。',
      'The server is gone: run npm start again.',
    );
  }
}
