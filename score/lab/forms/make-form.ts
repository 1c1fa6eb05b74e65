import { buildValidator } from '#app/build-validator.ts'
import { bundleForm, locateDiagnostics } from '#app/bundle-form.ts'
import { validatorHash } from '#app/validator-hash.ts'
import { compile } from '#schema/compile.ts'
import type { FormToDraw } from './pages/form-page.ts'
import type { SampleForm } from './sample-forms.ts'
import { bareSchema } from './source-facts.ts'

export interface MadeForm {
  draw: FormToDraw
  validator: string | undefined
  /** What went wrong, or was said on the console, on the way. */
  failures: string[]
  noise: string[]
}

/** Compiles a form and builds its validator with the code of the server. */
export function makeForm({ source, texts }: SampleForm): MadeForm {
  const failures: string[] = []
  let validator: string | undefined
  const { result: bundle, noise } = listening(() => {
    const form = compile(source, { texts, profile: 'installed' })
    try {
      validator = buildValidator(form.schema)
    } catch (error) {
      failures.push(`no validator: ${error instanceof Error ? error.message : String(error)}`)
    }
    return bundleForm(
      form,
      validator === undefined ? undefined : validatorHash(form.schema),
      locateDiagnostics(form.diagnostics, undefined),
    )
  })
  return { draw: { schema: bareSchema(source), bundle }, validator, failures, noise }
}

/** Runs something and keeps what it says on the console. */
function listening<T>(work: () => T): { result: T; noise: string[] } {
  const noise: string[] = []
  const { warn, error } = console
  console.warn = (...parts: unknown[]) => void noise.push(`build: ${parts.join(' ')}`)
  console.error = console.warn
  try {
    return { result: work(), noise }
  } finally {
    Object.assign(console, { warn, error })
  }
}
