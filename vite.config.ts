import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { firstWindow } from './scripts/first-window.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const alias = [
  // RJSF brings more than compiled forms need (docs/contract/forms.md §11). It names its own files relatively.
  { find: /^markdown-to-jsx\/react$/, replacement: at('./src/web/form/stubs/markdown-to-jsx.tsx') },
  { find: /^react-is$/, replacement: at('./src/web/form/stubs/react-is.ts') },
  { find: /^\.\.?\/deepEquals\.js$/, replacement: at('./src/web/form/stubs/deep-equals.ts') },
  { find: /^\.\/shallowAllOfMerge\.js$/, replacement: at('./src/web/form/stubs/merge-all-of.ts') },
  { find: /^\.\/retrieveSchema\.js$/, replacement: at('./src/web/form/stubs/retrieve-schema.ts') },
  { find: /^\.\/getDefaultFormState\.js$/, replacement: at('./src/web/form/stubs/default-state.ts') },
  { find: /^\.\/getClosestMatchingOption\.js$/, replacement: at('./src/web/form/stubs/choose-branch.ts') },
  { find: /^\.\/findFieldInSchema\.js$/, replacement: at('./src/web/form/stubs/find-field.ts') },
  { find: /^\.\/schemaHasNestedConditional\.js$/, replacement: at('./src/web/form/stubs/nested-conditional.ts') },
  { find: /^\.\/getWidget\.js$/, replacement: at('./src/web/form/stubs/get-widget.ts') },
  { find: /^\.\/resolveUiSchema\.js$/, replacement: at('./src/web/form/stubs/resolve-ui-schema.ts') },
  { find: /^\.\/getDecimalSeparator\.js$/, replacement: at('./src/web/form/stubs/decimal-separator.ts') },
  { find: /^\.\/isFilesArray\.js$/, replacement: at('./src/web/form/stubs/files-array.ts') },
  // How RJSF's default registry names its own widgets and templates, which the theme replaces one and all.
  {
    find: /^\.\/components\/(widgets|templates)\/index\.js$/,
    replacement: at('./src/web/form/stubs/rjsf-defaults.ts'),
  },
  {
    find: /^\.\.?\/(findSchemaDefinition|omitExtraData|toPathSchema|processRawValidationErrors|findSelectedOptionInXxxOf|getFromSchema)\.js$/,
    replacement: at('./src/web/form/stubs/never-called.ts'),
  },
  {
    find: /^\.\/(Array|MultiSchema|Fallback|Null|LayoutGrid|LayoutHeader|LayoutMultiSchema|CyclicSchema|OptionalDataControls)Field\.js$/,
    replacement: at('./src/web/form/stubs/never-called.ts'),
  },
]

/** Builds the page into `dist/web`, and tells vitest which tests run where. */
export default defineConfig({
  plugins: [react(), firstWindow({ alias })],
  resolve: {
    alias,
  },
  build: {
    outDir: 'dist/web',
    target: 'es2024',
    manifest: true,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Small parts that each window has: a chunk of its own for each costs more than it saves.
            {
              name: 'controls',
              test: /\/src\/web\/(components\/(label|field|select-input|confirm-dialog|page-head|relative-time|chip)\.(tsx|css)|lib\/(compare-labels|relative-time|use-mutation)\.ts)$/,
              priority: 3,
            },
            // Each with all that it imports: one text is smaller than the four that its late parts would cut it into.
            // The small half of react-dom with the page: in the form's text, it would make every window fetch that.
            { name: 'page', test: /\/src\/web\/app\.tsx$|\/react-dom\/index\.js$/, priority: 2 },
            { name: 'form', test: /\/src\/web\/form\/connection-form\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // These rooms keep nothing between calls, so files may share a worker: a third of the time.
          isolate: false,
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          setupFiles: [at('./test/fail-on-noise.ts')],
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          environment: 'happy-dom',
          include: ['src/web/**/*.test.tsx'],
          // So that the tests draw forms with the same parts of RJSF as the page does.
          server: { deps: { inline: [/@rjsf/] } },
          setupFiles: [at('./test/fail-on-noise.ts'), at('./test/dom.ts')],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          include: [
            'src/**/*.integration.test.ts',
            'test/**/*.integration.test.ts',
            'examples/**/*.integration.test.ts',
          ],
          setupFiles: [at('./test/fail-on-noise.ts')],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
