import { compile } from '#schema/compile.ts'
import type { CompiledForm } from '#schema/types.ts'
import { isObject } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { bundleForm, locateDiagnostics } from './bundle-form.ts'
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
      const document = source.text === undefined ? undefined : parseJsonc(source.text)
      return bundleForm(form, await validators.ensure(form.schema), locateDiagnostics(form.diagnostics, document))
    },
    judge: judgeValues,
    validatorCode: hash => validators.read(hash),
  }
}
