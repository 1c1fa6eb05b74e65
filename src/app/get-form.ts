import { resolveText } from '#schema/texts.ts'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import { defaultLabel } from '#shared/label.ts'
import type { AppContext } from './context.ts'
import { exportsForList } from './exports-for-list.ts'
import { findType, formOf } from './find-type.ts'
import { titleOf } from './form-title.ts'

/** The form of a connection type, with a free label to start from. Throws `not_found`. */
export function makeGetForm(context: AppContext) {
  return async (request: { name: string; version?: string | undefined; locale: string }): Promise<ConnectionForm> => {
    const { catalogue, forms, store, owner } = context
    const found = findType(context, request.name, { version: request.version })
    const { connector, artifact } = found
    // Whoever opens a form is about to test it.
    context.runner.prepare({ root: connector.root, folder: artifact.folder })
    const texts = catalogue.texts(connector, request.locale)
    const [form, exported, taken] = await Promise.all([
      forms.bundle({ document: artifact.document, text: artifact.source, texts }),
      exportsForList(context, found),
      store.accounts.labels(owner.userId),
    ])
    const label = resolveText(artifact.label, texts)
    const title = titleOf(formOf(context, found, request.locale))
    const { usage } = artifact
    return {
      type: artifact.name,
      version: artifact.version,
      service: connector.service,
      title: title || label || artifact.name,
      ...(usage ? { usage: { ...usage, text: resolveText(usage.text, texts) } } : {}),
      defaultLabel: defaultLabel(label || title, connector.service, taken),
      hasValidate: exported.validate,
      form,
    }
  }
}
