import type { ProviderTemplate } from '#shared/contract/logins.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AppContext } from '../context.ts'
import { loadFileTemplate } from '../load-file-template.ts'

/** A load file for one OAuth config, to be filled in. Throws `not_found`. */
export function makeProviderTemplate({ catalogue, config }: AppContext) {
  return async (connector: string): Promise<ProviderTemplate> => {
    if (!catalogue.findOAuth(connector)) {
      throw new AppError('not_found', { detail: 'No connector has this OAuth config. It may have been removed.' })
    }
    return { text: `${await loadFileTemplate(config, connector)}\n` }
  }
}
