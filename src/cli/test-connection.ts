import { findProjectType } from '#app/find-project-type.ts'
import { prepareTrial, type Trial, tryProjectType } from '#app/try-project-type.ts'
import { labelAt } from '#schema/field-label.ts'
import type { CompiledForm } from '#schema/types.ts'
import type { JsonObject } from '#shared/json.ts'
import { artifactName, checkVersion } from './artifact-name.ts'
import { misspelt, withEnvValues } from './env-values.ts'
import { readInputFile } from './read-input-file.ts'
import { readProject } from './read-project.ts'
import { readTestData } from './read-test-data.ts'
import { withTemporaryFolder } from './with-temporary-folder.ts'

interface TestOptions {
  parentDir: string
  artifactVersion?: string | undefined
  /** Path of a JSON file with values. */
  input?: string | undefined
  timeoutMs: number
  env: Record<string, string | undefined>
  warn: (text: string) => void
  /** Asks for what is missing or wrong; undefined where nobody can be asked. */
  ask: ((form: CompiledForm, given: JsonObject) => Promise<JsonObject>) | undefined
}

export interface TestedType {
  name: string
  version: string
  trial: Trial
  timeoutMs: number
  /** Titles of the fields that a failure names, by pointer. */
  labels: Map<string, string>
}

/** Tries a connection type of the project in `parentDir` with the values that its author keeps for that. */
export async function testConnection(shortName: string, options: TestOptions): Promise<TestedType> {
  const { root, service } = await readProject(options.parentDir)
  const name = artifactName(service, shortName)
  const version = options.artifactVersion === undefined ? undefined : checkVersion(options.artifactVersion)
  const type = await findProjectType({ root, name, version })
  const data = await readTestData(root)
  const start = options.input === undefined ? (data?.testInput ?? {}) : await readInputFile(options.input)
  for (const { name: typed, meant } of misspelt(type.form, start)) {
    options.warn(`${name} has no field "${typed}". Did you mean ${meant}?`)
  }
  const { values: known, unknown } = withEnvValues(type.form, start, options.env)
  for (const variable of unknown) options.warn(`${variable} fits no field of ${name}.`)
  const isRefused = 'failure' in prepareTrial(type.form, known)
  const values = isRefused && options.ask ? await options.ask(type.form, known) : known
  return withTemporaryFolder('flow-test-', async cacheDir => {
    const { timeoutMs } = options
    const trial = await tryProjectType(type, { values, expected: data?.testOutput, timeoutMs, cacheDir })
    const pointers = (trial.failure?.fields ?? []).map(field => field.pointer)
    const labels = new Map(pointers.map(pointer => [pointer, labelAt(type.form, pointer)]))
    return { name, version: type.found.artifact.version, trial, timeoutMs, labels }
  })
}
