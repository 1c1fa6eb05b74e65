import { registerHooks } from 'node:module'
import { propertyOf } from './read-property.ts'

const SDK_NAMES = new Set(['ptc-flow-sdk', 'flow-connections/sdk'])
const SDK_ADDRESS = 'flow-sdk:sdk'
const SDK_PLACE = 'flow-connections.sdk'

interface ModuleHooks {
  sdk: object
  /** Told of every name before it is looked for. */
  onAsked: (name: string) => void
}

/**
 * Stands between connector code and the modules it asks for. `require` and `import` of the SDK's two names are answered
 * with ours, even where another one is installed. Gives the addresses of the files that are read, as they are read.
 */
export function hookModules({ sdk, onAsked }: ModuleHooks): readonly string[] {
  Object.defineProperty(globalThis, Symbol.for(SDK_PLACE), { value: Object.freeze(sdk) })
  const lines = Object.keys(sdk).map(name => `exports.${name} = sdk.${name}`)
  const source = [`const sdk = globalThis[Symbol.for('${SDK_PLACE}')]`, ...lines].join('\n')
  const read: string[] = []
  registerHooks({
    resolve(name, context, next) {
      onAsked(name)
      if (SDK_NAMES.has(name)) return { url: SDK_ADDRESS, format: 'commonjs', shortCircuit: true }
      try {
        return next(name, context)
      } catch (error) {
        throw notFound(name, error) ?? error
      }
    },
    load(url, context, next) {
      if (url === SDK_ADDRESS) return { format: 'commonjs', source, shortCircuit: true }
      if (url.startsWith('file:')) read.push(url)
      return next(url, context)
    },
  })
  return read
}

/**
 * Node looks for a package in the folders above as well, which may not be read here. To the code it is not there, and
 * much code asks for packages that it can do without.
 */
function notFound(name: string, error: unknown): Error | undefined {
  if (propertyOf(error, 'code') !== 'ERR_ACCESS_DENIED' || /^(?:[./]|\w+:)/.test(name)) return undefined
  return Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' })
}
