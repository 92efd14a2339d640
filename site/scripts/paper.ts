// In the head, before anything is painted: the paper that was chosen last time.
try {
  const paper = localStorage.getItem('ioloop.paper');
  if (paper) document.documentElement.dataset.theme = paper;
} catch {} // storage may be forbidden: then the system decides
