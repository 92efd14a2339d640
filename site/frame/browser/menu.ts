/** The menu of a phone closes when the reader does something else. */

const menu = document.querySelector<HTMLDetailsElement>('.menu');

function close(): void {
  if (menu) menu.open = false;
}

export function letMenuClose(): void {
  document.addEventListener('pointerdown', ({ target }) => {
    if (menu?.open && !menu.contains(target as Node)) close();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu?.open) return;
    close();
    menu.querySelector('summary')?.focus();
  });
}
