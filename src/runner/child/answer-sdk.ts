import { registerHooks } from 'node:module'

const NAMES = new Set(['ptc-flow-sdk', 'flow-connections/sdk'])
const ADDRESS = 'flow-sdk:sdk'
const PLACE = 'flow-connections.sdk'

/** Answers `require` and `import` of the SDK's two names with ours, even where another one is installed. */
export function answerSdk(sdk: object): void {
  Object.defineProperty(globalThis, Symbol.for(PLACE), { value: Object.freeze(sdk) })
  const lines = Object.keys(sdk).map(name => `exports.${name} = sdk.${name}`)
  const source = [`const sdk = globalThis[Symbol.for('${PLACE}')]`, ...lines].join('\n')
  registerHooks({
    resolve: (specifier, context, next) =>
      NAMES.has(specifier) ? { url: ADDRESS, format: 'commonjs', shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === ADDRESS ? { format: 'commonjs', source, shortCircuit: true } : next(url, context),
  })
}
