import { compile } from '#schema/compile.ts'
import type { CompiledForm, Diagnostic } from '#schema/types.ts'
import type { FormBundle, LocatedDiagnostic } from '#shared/contract/forms.ts'
import { isObject } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import type { FormService, FormSource } from './form-service.ts'
import { judgeValues } from './judge-values.ts'
import type { ValidatorCache } from './validator-cache.ts'

export function createFormService(validators: ValidatorCache): FormService {
  /** A document object is made anew whenever its file is read again, and so are its connector's texts. */
  const compiled = new WeakMap<object, Map<string, CompiledForm>>()

  const compileCached = ({ document, texts }: FormSource): CompiledForm => {
    if (!isObject(document)) return compile(document, { texts, profile: 'installed' })
    const languages = compiled.get(document) ?? new Map<string, CompiledForm>()
    compiled.set(document, languages)
    const language = texts.chain.join()
    const form = languages.get(language) ?? compile(document, { texts, profile: 'installed' })
    languages.set(language, form)
    return form
  }
  return {
    compile: compileCached,
    async bundle(source) {
      const form = compileCached(source)
      return bundleForm(form, await validators.ensure(form.schema), source.text)
    },
    judge: judgeValues,
    validatorCode: hash => validators.read(hash),
  }
}

/** The form as the API sends it. Without a validator there is no form to show (forms.md §13, D15). */
export function bundleForm(form: CompiledForm, hash: string | undefined, text: string | undefined): FormBundle {
  const diagnostics = locate(form.diagnostics, text)
  if (hash === undefined) diagnostics.push(VALIDATOR_FAILED)
  return {
    schema: form.schema,
    uiSchema: form.uiSchema,
    secrets: form.secrets,
    diagnostics,
    validator: hash === undefined ? null : { url: `/validators/${hash}.js`, hash },
  }
}

const VALIDATOR_FAILED: LocatedDiagnostic = {
  pointer: '',
  rule: 'validator-failed',
  severity: 'error',
  message: 'No validator can be built for this form.',
  fix: 'Make the form smaller: fewer fields, branches and conditions.',
  line: 1,
  column: 1,
}

function locate(diagnostics: readonly Diagnostic[], text: string | undefined): LocatedDiagnostic[] {
  const document = text === undefined ? undefined : parseJsonc(text)
  return diagnostics.map(diagnostic => ({
    ...diagnostic,
    ...(document?.locate(diagnostic.pointer, 'key') ?? { line: 1, column: 1 }),
  }))
}
