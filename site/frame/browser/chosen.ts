// In the head, before anything is painted: the paper and the languages that were chosen
// last time. An address in /zh/ or /en/ says which language is wanted; only the choice to
// see both goes above it. The style sheets read all this off <html>.
{
  const { dataset } = document.documentElement;
  dataset.reading = dataset.served;
  try {
    const paper = localStorage.getItem('ioloop.paper');
    if (paper) dataset.theme = paper;
    if (localStorage.getItem('ioloop.reading')?.startsWith('both'))
      dataset.reading = 'both';
  } catch {} // storage may be forbidden: then the system and the address decide
}
