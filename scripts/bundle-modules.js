import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, relative } from 'node:path'
import { build } from 'vite'
import { root } from './setup.js'

const SOURCE = join(root, 'src')
/** What is started or imported by its path: commands, threads, what connector code may require, and a host's client. */
const ENTRIES = ['cli/flow', 'cli/flow-deploy', 'app/form-worker', 'server/window-worker', 'sdk/sdk', 'client/client']
/**
 * Packages of hundreds of small files: to find and open those takes longer than all the rest of a start. Of what RJSF has
 * we use two functions, and it would bring React along.
 */
const TAKEN_IN = ['kysely', 'typebox', '@rjsf/utils', '@rjsf/validator-ajv8']

/**
 * Writes the program as JavaScript into `target`: Node strips no types below `node_modules`, and what a command needs has
 * to be few files (docs/decisions/093). Gives the names of the packages that it still imports.
 */
export async function bundleModules(target) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const external = Object.keys(dependencies).filter(name => !TAKEN_IN.includes(name) && !name.startsWith('react'))
  const { output } = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    plugins: [inPlace()],
    ssr: { noExternal: true, external },
    build: {
      outDir: target,
      emptyOutDir: false,
      target: 'es2024',
      ssr: true,
      // People read what a stack names.
      minify: false,
      license: { fileName: 'licences.md' },
      rolldownOptions: {
        // RJSF's hints to bundlers of pages.
        checks: { moduleLevelDirective: false },
        input: Object.fromEntries(ENTRIES.map(name => [name, join(SOURCE, `${name}.ts`)])),
        output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  })
  const own = new Set(output.map(({ fileName }) => fileName))
  const imported = output.flatMap(({ imports = [], dynamicImports = [] }) => [...imports, ...dynamicImports])
  const foreign = imported.filter(name => !own.has(name) && !name.startsWith('node:') && !builtinModules.includes(name))
  return [...new Set(foreign.map(packageOf))].sort()
}

/** What a module finds beside itself it finds from wherever its code went: every file lies in a folder of `target`. */
function inPlace() {
  return {
    name: 'in-place',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(SOURCE) || !code.includes('import.meta.url')) return
      const place = `../${relative(SOURCE, id).replaceAll('\\', '/').replace(/\.ts$/, '.js')}`
      return { code: code.replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`), map: null }
    },
  }
}

function packageOf(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
