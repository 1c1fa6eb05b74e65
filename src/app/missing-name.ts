import { nearestName } from '#oauth/nearest-name.ts'
import { AppError } from '#shared/errors/app-error.ts'

/** `There is no connection depot-basik in this project.` with the nearest name there, or all of them. */
export function missingName(what: string, wanted: string, known: readonly string[]): AppError {
  const near = nearestName(wanted, known)
  const rest = known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`
  const hint = near === undefined ? rest : `Did you mean ${near}?`
  return new AppError('wrong_use', { detail: `There is no ${what} ${wanted} in this project. ${hint}` })
}
