import type { Draft } from './draft.ts'
import { emitSchema } from './emit-schema.ts'
import { emitUi } from './emit-ui.ts'
import { flatten } from './flatten.ts'
import { applyLayout } from './layout.ts'
import type { Report } from './report.ts'
import { listSecrets } from './secret-list.ts'
import type { CompiledForm, TextBundles } from './types.ts'

/** Phase 9: splits the finished draft into what judges values and what people see. */
export function emit(draft: Draft, texts: TextBundles, report: Report): Omit<CompiledForm, 'diagnostics'> {
  return detach({
    schema: emitSchema(draft),
    uiSchema: emitUi(applyLayout(flatten(draft), texts, report)),
    secrets: listSecrets(draft, texts),
  })
}

/** Output shares nothing with the input, and is what a reader of its JSON gets: `-0` is 0. */
function detach<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
