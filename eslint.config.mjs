import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { roomRules } from './lib/testing/room-rules.mjs'

export default tseslint.config(
  { ignores: ['.next*/**', 'node_modules/**', 'public/**', '.data/**', 'next-env.d.ts', 'test-results/**', 'playwright-report/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-console': ['error', { allow: ['error', 'warn'] }],
    },
  },
  { files: ['lib/commands/**', '**/*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['lib/import/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', { name: 'fetch', message: 'Ask through readers/guarded-request.ts: it knows where may be asked.' }] },
  },
  ...roomRules,
)
