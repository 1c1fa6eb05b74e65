import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules, stripTypeScriptTypes } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** Node strips no types below `node_modules`, so the package carries every module as JavaScript. */

const SPECIFIER = /(?<=\b(?:from|import)\s*\(?\s*|new URL\(\s*)(['"])((?:\.{1,2}|#[a-z]+)\/[^'"\n]+)\.ts\1/g
/** Our imports stand in single quotes; what a sentence says is from "somewhere" is none. */
const BARE = /(?:\bfrom\s*|\bimport\s*\(?\s*)'([a-z@][^'"\n]*)'/g

/**
 * Writes the modules of `source` that ship as JavaScript into `target`, in the same folders, so that what they find
 * beside themselves is found again. Gives the names of the packages they import.
 */
export function emitModules(source, target) {
  const packages = new Set()
  for (const file of shippedFiles(source)) {
    const code = stripTypeScriptTypes(readFileSync(file, 'utf8')).replace(SPECIFIER, '$1$2.js$1')
    for (const [, specifier] of code.matchAll(BARE)) packages.add(packageOf(specifier))
    const path = join(target, relative(source, file).replace(/\.ts$/, '.js'))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, code.replace(/[ \t]+$/gm, ''))
  }
  return [...packages].filter(name => !name.startsWith('node:') && !builtinModules.includes(name)).sort()
}

/** Everything but the page, which is built apart, and what only tests need. */
function shippedFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => path.endsWith('.ts') && !/\.(test|d)\.ts$/.test(path))
    .filter(path => !/^web\/|(^|\/)fixtures\//.test(relative(folder, path).replaceAll('\\', '/')))
}

function packageOf(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
