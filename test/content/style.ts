/** How texts are set, in either language. */

export interface Bilingual {
  id: string | number;
  zh: string;
  en: string;
}

const HALF_WIDTH = /[,;:!?()"']/;
const CLOSE = /[\u4e00-\u9fff][A-Za-z\d`]|[A-Za-z\d`][\u4e00-\u9fff]/;

/** What is not as books set it: `E14 zh: …`. */
export function styleOf({ id, zh, en }: Bilingual): string[] {
  const [han, latin] = [bare(zh), bare(en)];
  return [
    ...(HALF_WIDTH.test(han) ? [`${id} zh: half-width punctuation in “${zh}”`] : []),
    ...(CLOSE.test(han) ? [`${id} zh: Han and Latin without a space in “${zh}”`] : []),
    ...(/["']/.test(latin) ? [`${id} en: straight quotes in “${en}”`] : []),
    ...(/[。”）？]$/.test(zh.trim()) ? [] : [`${id} zh: no full stop after “${zh}”`]),
    ...(/[.?”)]$/.test(en.trim()) ? [] : [`${id} en: no full stop after “${en}”`]),
  ];
}

/** Code keeps its own punctuation, and so do names like `IOLoop.start` without marks. */
function bare(text: string): string {
  return text.replace(/`[^`]*`/g, '`x`').replace(/\w+\(\w*\)/g, 'x');
}
