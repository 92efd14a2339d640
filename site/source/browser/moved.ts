// At an address that has moved: on to the new one, to the same place in it.
(() => {
  const there = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
  if (there) location.replace(there.href + location.search + location.hash);
})();
