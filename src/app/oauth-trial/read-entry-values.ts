import { readLoadFile } from '#oauth/read-load-file.ts'
import { AppError } from '#shared/errors/app-error.ts'

interface WantedEntry {
  fileName: string
  connector: string
  /** Without it: the first of the connector. */
  displayName: string | undefined
}

/** One entry of a load file. Throws `load_file_invalid` with one line for each problem, `wrong_use` with what is there. */
export function readEntryValues(
  text: string,
  { fileName, connector, displayName }: WantedEntry,
): { displayName: string; values: Record<string, string> } {
  const { entries, problems, skipped } = readLoadFile(text, fileName)
  if (problems.length > 0) throw new AppError('load_file_invalid', { detail: problems.join('\n') })
  const fits = (one: { connector: string; displayName: string }) =>
    one.connector === connector && (displayName === undefined || one.displayName === displayName)
  const entry = entries.find(fits)
  if (entry) return { displayName: entry.displayName, values: entry.values }
  // Its other values count; what is still `<…>` is missing like anything else.
  const unfilled = skipped.find(fits)
  if (unfilled) return { displayName: unfilled.displayName, values: {} }
  const known = entries.map(one => `${one.connector} / ${one.displayName}`)
  const rest = known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`
  const wanted = displayName === undefined ? connector : `${connector} / ${displayName}`
  throw new AppError('wrong_use', { detail: `${fileName} has no entry ${wanted}. ${rest}` })
}
