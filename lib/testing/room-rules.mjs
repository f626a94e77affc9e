/**
 * Who may import values from whom (types may travel); one entry per room.
 * The table is in README.md; `rooms.test.ts` plants a violation of every entry to prove that it bites.
 */
const rooms = ['domain', 'analysis', 'db', 'import', 'release', 'runs', 'auth', 'views', 'ui', 'testing', 'demo', 'http', 'commands', 'solver', 'system']

/** room -> the other rooms of lib whose values it may use */
export const mayUse = {
  domain: [],
  analysis: ['domain'],
  db: ['domain', 'system'],
  ui: ['domain'],
  auth: ['domain', 'db'],
  demo: ['domain'],
  http: ['domain', 'db', 'auth'],
  import: ['domain', 'analysis', 'db', 'system'],
  release: ['domain', 'analysis', 'db', 'system'],
  solver: ['analysis'],
  runs: ['domain', 'analysis', 'db', 'system'],
  system: [],
  views: ['domain', 'analysis', 'db', 'auth', 'ui'],
}

const rule = (names) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    { patterns: names.map(([regex, message]) => ({ regex, message, allowTypeImports: true })) },
  ],
})

const forbid = (own, allowed) => [
  ...rooms.filter((r) => r !== own && !allowed.includes(r)).map((r) => [`^@/lib/${r}(/|$)`, `${own} may not use values from ${r} (see README, rooms).`]),
  ['^@/app(/|$)', 'No room imports app.'],
  ['^(\\.\\./)+(app|' + rooms.join('|') + ')/', 'Between rooms write @/lib/..., never ../'],
]

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.bench.ts']

export const roomRules = [
  ...Object.entries(mayUse)
    .filter(([room]) => room !== 'views')
    .map(([room, allowed]) => ({ files: [`lib/${room}/**/*.{ts,tsx}`], ignores: tests, rules: rule(forbid(room, allowed)) })),
  { files: ['lib/views/*/definition.ts'], ignores: tests, rules: rule(forbid('views', ['domain'])) },
  { files: ['lib/views/*/{load,save}.ts'], ignores: tests, rules: rule(forbid('views', ['domain', 'analysis', 'db', 'auth'])) },
  { files: ['lib/views/*/*.tsx'], ignores: tests, rules: rule(forbid('views', ['domain', 'analysis', 'ui'])) },
  {
    files: ['lib/views/*/*.{ts,tsx}'],
    ignores: tests,
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '^(@/lib/views/|\\.\\./)', message: 'No view imports another view.' }] }] },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    ignores: tests,
    rules: rule([...['analysis', 'runs', 'system', 'testing', 'demo', 'commands'].map((r) => [`^@/lib/${r}(/|$)`, `app may not use values from ${r}.`])]),
  },
]
