import type { ConfigReader } from './config-reader.ts'
import type { LoadEntry } from './load-types.ts'
import type { ProviderConfig, Scope } from './types.ts'

interface ScopeBoxes {
  protocol: ProviderConfig['protocol']
  untickedScopes: readonly string[]
  requiredScopes: readonly string[]
}

/** The offered scopes with their words and boxes; `SCOPE` of the load file replaces which are offered. */
export function readScopes(reader: ConfigReader, entry: LoadEntry, boxes: ScopeBoxes): Scope[] {
  const { protocol, untickedScopes, requiredScopes } = boxes
  const pointer = `/${protocol}_params_scope`
  const texts = new Map<string, string>()
  for (const [value, text] of reader.list(pointer)) {
    if (value.trim() === '') {
      reader.error(
        reader.entryPlace(pointer, value),
        'empty-scope',
        `the scope with the text "${String(text)}" has no value`,
      )
    } else texts.set(value, typeof text === 'string' && text !== '' ? text : value)
  }
  const offered = entry.values['SCOPE']?.split(/\s+/).filter(value => value !== '') ?? [...texts.keys()]
  for (const value of [...untickedScopes, ...requiredScopes]) {
    if (!offered.includes(value)) reader.warn(`/${protocol}_ext`, 'unused-key', `the scope "${value}" is not offered`)
  }
  return [...new Set(offered)].map(value => {
    const required = requiredScopes.includes(value)
    const ticked = required || !untickedScopes.includes(value)
    return { value, text: texts.get(value) ?? value, ticked, required }
  })
}
