/** The search is fetched when somebody wants it: by the button in the bar, or by `/`. */

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=radio]), textarea, select'));

async function open(): Promise<void> {
  const { openSearch } = await import('./dialog.ts');
  openSearch();
}

export function offerSearch(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-search]')) {
    button.hidden = false;
    button.addEventListener('click', () => void open());
  }
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (key !== '/' || ctrlKey || metaKey || altKey || isTyping(target)) return;
    event.preventDefault();
    void open();
  });
}
