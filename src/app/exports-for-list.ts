import type { Inspection } from '#runner/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { Catalogue, FoundConnection } from './catalogue.ts'

/**
 * What a type exports, for lists and forms: one type that cannot be asked now must not take the others with it. While
 * the runner is busy the type is taken at its word; saving and testing ask in earnest.
 */
export async function exportsForList(
  { catalogue }: { catalogue: Pick<Catalogue, 'inspect'> },
  found: FoundConnection,
): Promise<Inspection> {
  try {
    return await catalogue.inspect(found)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'connector_unavailable') return { connect: false, validate: false, error: error.detail }
    return { connect: true, validate: true }
  }
}
