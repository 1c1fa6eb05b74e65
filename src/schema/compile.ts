import type { Json } from '#shared/json.ts'
import { capsOf } from './caps.ts'
import { settleConditions } from './conditions.ts'
import { emptyDraft } from './draft.ts'
import { emit } from './emit.ts'
import { applyFormats } from './formats.ts'
import { normalize } from './normalize.ts'
import { read } from './read.ts'
import { Report } from './report.ts'
import { resolve } from './resolve.ts'
import { markSecrets } from './secrets.ts'
import { speak } from './texts.ts'
import type { CompiledForm, CompileOptions } from './types.ts'
import { tagUnions } from './unions.ts'

/**
 * Compiles a connection.json, or the bare schema in it, to a form (forms.md §1). Pure: never throws on any JSON, never
 * changes its input, same input same bytes. What cannot be gathered costs a diagnostic, never the form.
 */
export function compile(source: Json, options: CompileOptions): CompiledForm {
  const { texts, profile } = options
  const report = new Report()
  const caps = capsOf(profile)
  const file = read(source, caps, report)
  const resolved = file.root && resolve(file, file.root, caps, report)
  const plain = normalize(resolved ?? emptyDraft(file.at), caps, report)
  const spoken = speak(plain, texts, caps, report)
  const guarded = markSecrets(spoken, texts, report)
  const tagged = tagUnions(guarded, texts, report)
  const settled = settleConditions(tagged, caps, report)
  const dressed = applyFormats(settled, report)
  return { ...emit(dressed, texts, report), diagnostics: report.list() }
}
