import { parentPort } from 'node:worker_threads'
import { compile } from '#schema/compile.ts'
import type { CompiledForm, TextBundles } from '#schema/types.ts'
import type { LocatedDiagnostic } from '#shared/contract/forms.ts'
import { isObject, type JsonObject } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { buildValidator } from './build-validator.ts'
import { locateDiagnostics } from './bundle-form.ts'
import { type PreviewProblem, previewProblem } from './preview-problem.ts'

/** A key may stand twice ten thousand times; who mends the first of them knows what to do. */
const MOST_PROBLEMS = 50

/** What is done away from the main thread: both parts can take long on a hostile schema. */
export type FormJob = { kind: 'build'; schema: JsonObject } | { kind: 'preview'; source: string; texts: TextBundles }

export interface PreviewedForm {
  /** Null when the text holds no JSON object. */
  form: CompiledForm | null
  located: LocatedDiagnostic[]
  problems: PreviewProblem[]
  /** The validator's text; undefined when none could be built. */
  code?: string
}

export type FormJobResult = { kind: 'build'; code: string } | ({ kind: 'preview' } & PreviewedForm)

/** First message: `ready`. Then one answer for each job, in order. */
export type FormWorkerMessage = 'ready' | { ok: true; result: FormJobResult } | { ok: false }

function runJob(job: FormJob): FormJobResult {
  if (job.kind === 'build') return { kind: 'build', code: buildValidator(job.schema) }
  const { source, texts } = job
  const document = parseJsonc(source)
  const problems = document.problems.slice(0, MOST_PROBLEMS).map(problem => previewProblem(source, problem))
  if (!isObject(document.value)) return { kind: 'preview', form: null, located: [], problems }
  const form = compile(document.value, { texts, profile: 'preview' })
  const located = locateDiagnostics(form.diagnostics, document)
  return { kind: 'preview', form, located, problems, ...tryBuild(form.schema) }
}

function tryBuild(schema: JsonObject): { code?: string } {
  try {
    return { code: buildValidator(schema) }
  } catch {
    return {}
  }
}

const port = parentPort
if (port) {
  port.on('message', (job: FormJob) => {
    let answer: FormWorkerMessage
    try {
      answer = { ok: true, result: runJob(job) }
    } catch {
      answer = { ok: false }
    }
    port.postMessage(answer)
  })
  port.postMessage('ready' satisfies FormWorkerMessage)
}
