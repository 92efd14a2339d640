// In the head of each page of the bundle, before all other scripts. Served, it makes the
// relative addresses whole again, which the scripts of the site expect. From a USB stick
// those scripts may not run; then this says so.
(() => {
  const root = document.documentElement;
  const here = document.baseURI;
  if (root.dataset.base) root.dataset.base = new URL(root.dataset.base, here).pathname;
  const fromFile = location.protocol === 'file:';

  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    if (fromFile) explain();
    else for (const link of document.querySelectorAll('a[href]')) makeWhole(link);
  });

  function makeWhole(link) {
    if (/^(#|[a-z]+:)/.test(link.getAttribute('href'))) return;
    link.setAttribute('href', link.pathname + link.search + link.hash);
  }

  function explain() {
    const note = document.createElement('p');
    note.setAttribute('role', 'note');
    note.style.cssText =
      'max-width:44rem;margin:1rem 0;padding:.5rem 0;border-block:1px solid';
    const chinese = root.lang.startsWith('zh');
    note.textContent = chinese
      ? '这一页是直接从文件打开的：可以读，可以跟着链接走；搜索、回放和练习要从服务器打开。在这个目录里运行 node serve.mjs 或 python3 -m http.server，详见 README.txt。'
      : 'This page was opened from a file. You can read it and follow its links; search, replays and exercises need a server. Run node serve.mjs or python3 -m http.server in this folder; see README.txt.';
    document.querySelector('main')?.prepend(note);
  }
})();
