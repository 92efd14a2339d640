/** The player's stylesheet comes with the player: a page that nobody plays does without. */

import address from '../player.css?url';

let asked: Promise<void> | undefined;

export function loadSheet(): Promise<void> {
  asked ??= new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = address;
    link.onload = () => done();
    link.onerror = () => done(); // plain, it still works
    document.head.append(link);
  });
  return asked;
}
