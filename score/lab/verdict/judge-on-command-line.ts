import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { prepareTrial } from '#app/try-project-type.ts'
import { withEnvValues } from '#cli/env-values.ts'
import { isObject, type JsonObject } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { linesOf, type Said } from './problem-lines.ts'
import type { VerdictForm } from './read-forms.ts'

const FLOW = join(import.meta.dirname, '..', '..', '..', 'bin', 'flow.js')

/** What `flow test connection` does with the values of a file before it runs the connector. */
export function judgeOnCommandLine({ form }: VerdictForm, submitted: JsonObject): Said {
  const read = parseJsonc(JSON.stringify(submitted)).value
  const { values } = withEnvValues(form, isObject(read) ? read : {}, {})
  const prepared = prepareTrial(form, values)
  return 'failure' in prepared ? linesOf(prepared.failure.fields) : []
}

/** The same, by the program itself, in the connector project `root`. */
export async function runCommandLine(root: string, { type }: VerdictForm, values: JsonObject): Promise<Said> {
  const file = join(root, 'values.json')
  await writeFile(file, JSON.stringify(values))
  const args = [FLOW, 'test', 'connection', type, '--input', file, '-d', root, '--json']
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>(resolve => {
    execFile(process.execPath, args, (_error, stdout, stderr) => resolve({ stdout, stderr }))
  })
  if (stdout.includes('"ok":true')) return []
  const problem = parseJsonc(stderr).value
  const errors = isObject(problem) ? problem['errors'] : undefined
  if (!Array.isArray(errors)) return [`ended with: ${stderr.slice(0, 200)}`]
  return linesOf(errors as unknown as { pointer: string; detail: string }[])
}
