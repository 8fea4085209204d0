// What the page's scripts are held to beside their types: rules that find mistakes, none of taste.
// `node tests/node_modules/.bin/eslint --config tests/eslint.config.mjs www tests bench/page`
import js from '@eslint/js';
import globals from 'globals';

const rules = {
  ...js.configs.recommended.rules,
  'no-undef': 'error',
  'no-unused-vars': ['error', { args: 'all', argsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true }],
  'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
  'prefer-const': ['error', { destructuring: 'all' }],
  'no-var': 'error',
  eqeqeq: 'error',
  'no-implicit-coercion': 'error',
  'no-self-compare': 'error',
  'no-template-curly-in-string': 'error',
  'no-unreachable-loop': 'error',
  'no-constructor-return': 'error',
  'no-promise-executor-return': 'off',
  'array-callback-return': 'error',
  'no-throw-literal': 'error',
  'prefer-promise-reject-errors': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-console': 'error',
};

export default [
  { ignores: ['**/node_modules/', 'www/pkg/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['www/**/*.js'], languageOptions: { globals: globals.browser }, rules: { ...rules, 'no-new-func': 'error' } },
  { files: ['tests/**/*.mjs'], languageOptions: { globals: globals.node }, rules: { ...rules, 'no-console': 'off' } },
  { files: ['tests/module/worker.mjs'], languageOptions: { globals: globals.worker } },
  // A formula is measured against what a browser makes of the same text.
  { files: ['bench/page/*.js'], languageOptions: { globals: { ...globals.browser, bench: 'readonly' } }, rules },
];
