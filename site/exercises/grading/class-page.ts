/** The class on one page, for a projector: a file by itself, with names hidden at a click. */

import type { Exercise } from '../exercises.ts';
import { type Lang, type Say, speaker } from '../locale.ts';
import type { StudentGrade } from './grader.ts';
import { FULL, type Graded } from './points.ts';

const CSS = `:root{color-scheme:light dark;font:18px/1.5 system-ui,sans-serif}
body{margin:2rem auto;max-width:min(96vw,110rem);padding:0 1rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.15rem .45rem;text-align:right;border-bottom:1px solid #8884}
th[scope=row],.why td:last-child,.why th{text-align:left}
thead th{vertical-align:bottom;writing-mode:vertical-rl;rotate:180deg;text-align:left;font-weight:500}
thead th:first-child,.why thead th{writing-mode:initial;rotate:none}
.solved{background:#2a92}.part{background:#fb02}.failed{background:#d332}
.missing,.untouched{opacity:.5}
.late::after{content:" ⏰"}
.clip{overflow-x:auto}
#hide:checked~main .name{display:none}
#hide:not(:checked)~main .number{display:none}
label{cursor:pointer}input{font-size:inherit}`;

export function classPage(
  grades: readonly StudentGrade[],
  exercises: readonly Exercise[],
  lang: Lang,
  due: number | null,
): string {
  const say = speaker(lang);
  const title = say('全班的练习', 'The exercises of the class');
  const heads = exercises.map(
    ({ title }) => `<th scope="col">${escaped(title[lang])}</th>`,
  );
  const rows = grades.map((grade, i) => row(grade, i, due, say)).join('\n');
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${CSS}</style>
<h1>${title}</h1>
<input type="checkbox" id="hide"> <label for="hide">${say('不显示姓名', 'Hide the names')}</label>
<main>
<p>${say(`${grades.length} 份，每题满分 ${FULL}。`, `${grades.length} handed in; ${FULL} points for an exercise.`)}${
    due === null ? '' : ` ${say('⏰ 表示晚交。', '⏰ marks what came late.')}`
  }</p>
<div class="clip" tabindex="0" role="group" aria-label="${title}"><table>
<thead><tr><th scope="col">${say('学生', 'student')}</th><th scope="col">${say('总分', 'points')}</th>${heads.join('')}</tr></thead>
<tbody>
${rows}
</tbody></table></div>
<h2>${say('每题最多人没过的测试', 'The test that most fail, for each exercise')}</h2>
<table class="why"><thead><tr><th scope="col">${say('练习', 'exercise')}</th><th scope="col">${say('没过', 'fail')}</th><th scope="col">${say('测试', 'test')}</th></tr></thead>
<tbody>
${exercises.map((exercise, i) => commonest(exercise, i, grades, lang)).join('\n')}
</tbody></table>
</main></html>
`;
}

function row(grade: StudentGrade, index: number, due: number | null, say: Say): string {
  const late = due !== null && grade.time !== null && grade.time > due;
  const name = `<span class="name">${escaped(grade.name)}</span>`;
  const number = `<span class="number">${say(`第 ${index + 1} 份`, `No. ${index + 1}`)}</span>`;
  const cells = grade.exercises.map(({ status, points }) => {
    const shown = status === 'missing' ? '–' : points;
    return `<td class="${status}">${shown}</td>`;
  });
  const head = `<th scope="row"${late ? ' class="late"' : ''}>${name}${number}</th>`;
  return `<tr>${head}<td>${grade.points}</td>${cells.join('')}</tr>`;
}

/** Of those who have handed it in. */
function commonest(
  { title }: Exercise,
  index: number,
  grades: readonly StudentGrade[],
  lang: Lang,
): string {
  const counts = new Map<string, number>();
  for (const { exercises } of grades)
    for (const name of failedIn(exercises[index], lang))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  const cells = most
    ? `<td>${most[1]}</td><td>${escaped(most[0])}</td>`
    : '<td>0</td><td>–</td>';
  return `<tr><th scope="row">${escaped(title[lang])}</th>${cells}</tr>`;
}

const failedIn = (graded: Graded | undefined, lang: Lang): string[] =>
  graded?.tests.filter(({ passed }) => !passed).map(({ name }) => name[lang]) ?? [];

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
