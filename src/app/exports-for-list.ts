import type { Inspection } from '#runner/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { Catalogue, FoundConnection } from './catalogue.ts'

const AT_ITS_WORD: Inspection = { connect: true, validate: true }

/**
 * What a type exports, for lists and forms: one type that cannot be asked now must not take the others with it. While
 * the runner is busy, or many others wait, the type is taken at its word; saving and testing ask in earnest.
 */
export async function exportsForList(
  { catalogue }: { catalogue: Pick<Catalogue, 'told'> },
  found: FoundConnection,
): Promise<Inspection> {
  try {
    return (await catalogue.told(found)) ?? AT_ITS_WORD
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'connector_unavailable') return { connect: false, validate: false, error: error.detail }
    return AT_ITS_WORD
  }
}
