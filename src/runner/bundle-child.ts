import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
const SDK = fileURLToPath(new URL('../sdk/make-sdk.ts', import.meta.url))

const IMPORT = /^import\s*\{([^}]*)\}\s*from\s*'([^']+)'/gm
const EXPORT = /^export\s+((?:async\s+)?function\*?|const|class)\s+(\w+)/gm

interface Module {
  /** What stands for it in the bundle. */
  variable: string
  code: string
}

/**
 * Child, protocol and SDK as one CommonJS file (an ES module costs a start some ms more): a child that starts from TypeScript in several files takes twice as
 * long, and its permission would have to cover our sources. Types are stripped, every module becomes a function of its
 * own in the order of their imports. Made for our own sources only: named imports, and exports at the declaration.
 */
export function bundleChild(): string {
  const modules = new Map<string, Module>()
  const builtins = new Map<string, Set<string>>()
  const child = addModule(CHILD, modules, builtins)
  const sdk = addModule(SDK, modules, builtins)
  const imports = [...builtins].map(([name, names]) => `const { ${[...names].sort().join(', ')} } = require('${name}')`)
  const bodies = [...modules.values()].map(module => module.code)
  const start = `${child.variable}.startChild(${sdk.variable}.makeSdk)`
  return `${["'use strict'", ...imports, ...bodies, start].join('\n')}\n`
}

function addModule(file: string, modules: Map<string, Module>, builtins: Map<string, Set<string>>): Module {
  const known = modules.get(file)
  if (known) return known
  const source = stripTypes(readFileSync(file, 'utf8'))
  const head: string[] = []
  for (const [, names = '', from = ''] of source.matchAll(IMPORT)) {
    const list = names.split(',').map(name => name.trim())
    const wanted = list.filter(name => name !== '')
    if (from.startsWith('node:')) {
      builtins.set(from, new Set([...(builtins.get(from) ?? []), ...wanted]))
    } else {
      const target = addModule(resolve(dirname(file), from), modules, builtins)
      head.push(`const { ${wanted.join(', ')} } = ${target.variable}`)
    }
  }
  const exported = [...source.matchAll(EXPORT)].map(([, , name = '']) => name)
  const body = source.replace(IMPORT, '').replace(EXPORT, '$1 $2')
  const variable = `module${modules.size}`
  const lines = [`const ${variable} = (() => {`, ...head, compact(body), `return { ${exported.join(', ')} }`, '})()']
  const module = { variable, code: lines.join('\n') }
  modules.set(file, module)
  return module
}

/** Node calls this experimental once a process; who started the server can do nothing about it, so it is not printed. */
function stripTypes(source: string): string {
  const emitWarning = process.emitWarning
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}

/** Stripped types leave white space behind. */
function compact(source: string): string {
  return source.replace(/[ \t]+$/gm, '').replace(/\n{2,}/g, '\n')
}
