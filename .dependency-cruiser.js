/**
 * Who may know of whom: the rooms of loop/ and of site/, from the bottom to the top. A
 * room imports itself and those above it in the list; `npm run check` holds it.
 */

const LOOP = ['core', 'pollers', 'node', 'net', 'index.ts', 'examples'];

const SITE = [
  'ui', // what all rooms share: words, addresses, elements
  'content', // the reader of content/, and the shapes of its files
  'score', // the drawing of turns
  'source', // the files of the loop, their notes and names
  'tests',
  'replays', // the recorder and the player
  'benchmarks',
  'grow', // the program of the chapters, stage by stage
  'chapters',
  'reference', // behaviours, map, errata, glossary, other loops
  'exercises',
  'playground',
  'teach',
  'home',
  'live', // the server, and the page that watches it
  'search',
  'bundle',
  'frame', // what stands around every page: head, bar, foot
  'pages',
];

const anyOf = (base, rooms) => `^${base}/(?:${rooms.join('|').replaceAll('.', '\\.')})`;

/** A room does not know those further down the list, but for files of its own choice. */
function oneWay(base, rooms, but = {}) {
  return rooms.slice(0, -1).map((room, i) => ({
    name: `${base}/${room} does not know the rooms that build on it`,
    severity: 'error',
    from: { path: anyOf(base, [room]) },
    to: { path: anyOf(base, rooms.slice(i + 1)), pathNot: but[room] ?? '^$' },
  }));
}

/** Nothing lies outside of the rooms. */
const listed = (base, rooms) => ({
  name: `${base}/ has only the rooms listed in .dependency-cruiser.js`,
  severity: 'error',
  from: { path: `^${base}/.*\\.ts$`, pathNot: anyOf(base, rooms) },
  to: {},
});

const never = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

export default {
  forbidden: [
    // A poller makes system calls: that one door is open.
    ...oneWay('loop', LOOP, { pollers: '^loop/node/sys\\.ts$' }),
    // The terminal speaks there as it does in the exercises.
    ...oneWay('site', SITE, { grow: '^site/exercises/(help|locale)\\.ts$' }),
    listed('loop', LOOP),
    listed('site', [...SITE, 'env.d.ts']),
    never('loop/core is pure', '^loop/core/', '^(?!loop/core/)'),
    never('loop/ stands alone', '^loop/', '^(site|content|test|native/.*\\.ts)'),
    never('site/ does not know the tests', '^site/', '^(test|\\.ci)/'),
    never('content/ is not made of pages', '^content/', '^site/(pages|frame)/'),
    {
      name: 'no circle in loop/, of types neither',
      severity: 'error',
      from: { path: '^loop/' },
      to: { circular: true },
    },
    {
      name: 'no circle in site/, but of types',
      severity: 'error',
      from: { path: '^site/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.astro.ts', '.json', '.css'],
    },
  },
};
