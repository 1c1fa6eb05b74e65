import { createHash } from 'node:crypto'
import { canonicalJson, type JsonObject } from '#shared/json.ts'

/** What decides a module's text beside the schema. A test holds the versions against package.json. */
export const MADE_WITH = ['ajv@8.20.0', '@rjsf/utils@6.11.1', '@rjsf/validator-ajv8@6.11.1', 'generator@2'] as const

/** SHA-256 (hex) of the emitted schema and of what its validator is made with: the name of the module (forms.md §10.3). */
export function validatorHash(schema: JsonObject): string {
  return createHash('sha256')
    .update([canonicalJson(schema), ...MADE_WITH].join('\n'))
    .digest('hex')
}
