import { parentPort } from 'node:worker_threads'
import { compile } from '#schema/compile.ts'
import type { CompiledForm, TextBundles } from '#schema/types.ts'
import { isObject, type JsonObject } from '#shared/json.ts'
import { parseJsonc, type SyntaxProblem } from '#shared/jsonc.ts'
import { buildValidator } from './build-validator.ts'

/** What is done away from the main thread: both parts can take long on a hostile schema. */
export type FormJob = { kind: 'build'; schema: JsonObject } | { kind: 'preview'; source: string; texts: TextBundles }

export interface PreviewedForm {
  /** Null when the text holds no JSON object. */
  form: CompiledForm | null
  problems: SyntaxProblem[]
  /** The validator's text; undefined when none could be built. */
  code?: string
}

export type FormJobResult = { kind: 'build'; code: string } | ({ kind: 'preview' } & PreviewedForm)

/** First message: `ready`. Then one answer for each job, in order. */
export type FormWorkerMessage = 'ready' | { ok: true; result: FormJobResult } | { ok: false }

function runJob(job: FormJob): FormJobResult {
  if (job.kind === 'build') return { kind: 'build', code: buildValidator(job.schema) }
  const document = parseJsonc(job.source)
  if (!isObject(document.value)) return { kind: 'preview', form: null, problems: document.problems }
  const form = compile(document.value, { texts: job.texts, profile: 'preview' })
  return { kind: 'preview', form, problems: document.problems, ...tryBuild(form.schema) }
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
