import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Builds the form alone, with the page's own configuration. */
async function buildForm(): Promise<Rolldown.OutputChunk[]> {
  const built = await build({
    root,
    configFile: `${root}/vite.config.ts`,
    logLevel: 'error',
    build: {
      write: false,
      manifest: false,
      rollupOptions: {
        input: 'src/web/form/connection-form.tsx',
        external: /^react(-dom)?(\/|$)/,
        preserveEntrySignatures: 'strict',
      },
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[]
  return outputs.flatMap(({ output }) => output.filter(part => part.type === 'chunk'))
}

/** The chunk of this name and those it imports at once; what it loads when it is asked for comes later. */
function fetchedWith(name: string, chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const found = new Set(chunks.filter(chunk => chunk.name === name))
  for (const chunk of found) {
    for (const file of chunk.imports) {
      for (const next of chunks.filter(other => other.fileName === file)) found.add(next)
    }
  }
  return [...found]
}

/** What `vite.config.ts` puts stand-ins for: packages, and files of RJSF. */
const LEFT_OUT =
  /\/(ajv|ajv-formats|markdown-to-jsx|fast-uri|fast-equals|react-is|jsonpointer|json-schema-merge|widgets|templates)\/|\/(Layout\w+Field|FallbackField|NullField|deepEquals|shallowAllOfMerge|retrieveSchema|getDefaultFormState|getClosestMatchingOption|findFieldInSchema|getFromSchema|schemaHasNestedConditional|getWidget|resolveUiSchema|getDecimalSeparator|isFilesArray|findSchemaDefinition|omitExtraData|toPathSchema)\.js$/

describe('the form in the page', () => {
  it('carries no live validator, no markdown and no resolver of addresses, and stays light', async () => {
    const all = await buildForm()
    const chunks = fetchedWith('connection-form', all)
    expect(chunks.length).toBeLessThan(all.length)
    const modules = chunks.flatMap(chunk => chunk.moduleIds)
    expect(modules.some(id => id.includes('@rjsf/core'))).toBe(true)
    expect(modules.filter(id => id.includes('node_modules') && LEFT_OUT.test(id))).toEqual([])
    const bytes = chunks.reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0)
    // forms.md §11 allows 70 kB without React.
    expect(bytes).toBeLessThan(60_000)
  })
})
