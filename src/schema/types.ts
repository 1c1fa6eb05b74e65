import type { Json, JsonObject } from '#shared/json.ts'
import type { RuleName } from './rule-names.ts'

export type { RuleName }

/** The texts of one connector and the languages to try, best first. */
export interface TextBundles {
  service: string
  /** For example `['de-AT', 'de', 'en']`; made by `localeChain`. */
  chain: string[]
  bundles: Record<string, Record<string, string>>
}

export interface CompileOptions {
  texts: TextBundles
  /** `preview` has the smaller caps for text that a stranger pasted (forms.md §10.4). */
  profile: 'installed' | 'preview'
}

/** What a form needs (forms.md §1). Plain JSON; `schema` is the same for every language. */
export interface CompiledForm {
  schema: JsonObject
  uiSchema: JsonObject
  secrets: { fields: SecretField[]; targets: string[] }
  diagnostics: Diagnostic[]
}

export interface SecretField {
  /** JSON Pointer into the values; `*` stands for any array index or map key. */
  pointer: string
  /** Union pointer (`''` is the root) → tag: the secret exists only while these branches are chosen. */
  branch: Record<string, string>
  mark: 'format' | 'keyword' | 'name'
  multiline: boolean
}

export interface Diagnostic {
  /** JSON Pointer into the file as written. */
  pointer: string
  rule: RuleName
  /** `error`: cannot be gathered. `warning`: rewritten with loss. `info`: harmless. */
  severity: 'error' | 'warning' | 'info'
  /** One plain sentence, without values. */
  message: string
  /** One plain sentence: what to write instead. */
  fix: string
}

/** A problem with one value, in words for the person who typed it. */
export interface ValueProblem {
  pointer: string
  keyword: string
  message: string
}

/** The part of an Ajv error that is read here. */
export interface AjvLikeError {
  instancePath: string
  schemaPath: string
  keyword: string
  params: Record<string, unknown>
}

/** Judges `value` by a part of the emitted schema. On the page it is the precompiled validator. */
export type IsValid = (schema: JsonObject, value: Json | undefined) => boolean
