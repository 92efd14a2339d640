// Right after the language switch, before the text is painted. An address in /zh/ or
// /en/ says which language is wanted; only the choice to see both goes above it.
try {
  const both = document.getElementById('l-both') as HTMLInputElement;
  if (localStorage.getItem('ioloop.reading')?.startsWith('both')) both.checked = true;
} catch {} // storage may be forbidden: then the address decides
