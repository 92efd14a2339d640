// At the address without a language: the reader's last choice, the browser's, Chinese.
(() => {
  const wishes = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  try {
    wishes.unshift(localStorage.getItem('ioloop.reading')?.slice(-2) ?? ''); // `both en`
  } catch {} // storage may be forbidden
  const lang = wishes.find((tag) => tag === 'zh' || tag === 'en') ?? 'zh';
  const there = document.querySelector<HTMLLinkElement>(`link[hreflang="${lang}"]`);
  if (there) location.replace(there.href);
})();
