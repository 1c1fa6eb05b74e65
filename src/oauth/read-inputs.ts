import { isObject } from '#shared/json.ts'
import type { ConfigReader } from './config-reader.ts'
import { isEngineName } from './known-names.ts'
import type { InputField, ProviderConfig } from './types.ts'

export interface Inputs {
  before: InputField[]
  after: InputField[]
}

/** `oauth2_params_other` or `oauth1_params_other`: inputs by the moment they are asked (flow-format.md §6.4). */
export function readInputs(reader: ConfigReader, protocol: ProviderConfig['protocol']): Inputs {
  const key = `${protocol}_params_other`
  const inputs: Inputs = { before: [], after: [] }
  for (const [name, value] of reader.schemas(key)) {
    if (isEngineName(protocol, name)) {
      reader.error(
        reader.entryPlace(`/${key}`, name),
        'misplaced-name',
        `the input "${name}" has a name that belongs to the engine`,
      )
      continue
    }
    const { when = 'before', ...schema } = isObject(value) ? value : { title: String(value), minLength: 1 }
    if (when !== 'before' && when !== 'after') {
      reader.error(
        reader.entryPlace(`/${key}`, name),
        'type-mismatch',
        `"when" of the input "${name}" is neither before nor after`,
      )
      continue
    }
    inputs[when].push({ name, schema: { type: 'string', title: name, ...schema } })
  }
  return inputs
}
