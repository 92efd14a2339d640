/** The report of a mistake names the note, line or step that the address has now. */

export function fillReport(): void {
  const line = document.querySelector<HTMLElement>('[data-report]');
  const mail = document.querySelector<HTMLAnchorElement>('[data-report-mail]');
  const details = line?.closest('details');
  if (!line || !mail || !details) return;
  const [, version = ''] = (line.textContent ?? '').split(' @ ');
  const fill = (): void => {
    const place = location.pathname + location.hash;
    line.textContent = version ? `${place} @ ${version}` : place;
    mail.href = `mailto:?subject=${encodeURIComponent(`IOLoop: ${line.textContent}`)}`;
  };
  details.addEventListener('toggle', fill);
  addEventListener('hashchange', fill);
}
