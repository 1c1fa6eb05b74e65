import type { CompiledForm } from '#schema/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { FoundConnection } from './catalogue.ts'
import type { AppContext } from './context.ts'
import { mayUse } from './may-use.ts'

/** The installed type. Throws `not_found`. For what was saved with a type before, see `saved-type.ts`. */
export function findType(
  { catalogue, owner }: AppContext,
  name: string,
  options: { version?: string | undefined } = {},
): FoundConnection {
  const found = catalogue.findConnection(name, options.version)
  if (found && mayUse(owner, found.connector.service, found.artifact.name)) return found
  const which = options.version ? `${name} ${options.version}` : name
  throw new AppError('not_found', { detail: `There is no connection type ${which} here.` })
}

/** The form of an installed type in one language. */
export function formOf(context: AppContext, found: FoundConnection, locale: string): CompiledForm {
  const texts = context.catalogue.texts(found.connector, locale)
  return context.forms.compile({ document: found.artifact.document, texts })
}
