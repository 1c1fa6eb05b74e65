import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { BrokenArtifact } from '#connectors/types.ts'
import { localeChain } from '#schema/texts.ts'
import type { Preview, PreviewRequest } from '#shared/contract/preview.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { bundleForm, locateDiagnostics } from './bundle-form.ts'
import type { FoundConnection } from './catalogue.ts'
import type { AppContext } from './context.ts'
import { findType, formOf } from './find-type.ts'
import { titleOf } from './form-title.ts'
import type { FormWorkerClient } from './form-worker-client.ts'
import { previewProblem } from './preview-problem.ts'
import { TEST_DATA_FILE } from './save-test-data.ts'
import type { ValidatorCache } from './validator-cache.ts'

/** Bytes of a pasted text (forms.md §10.4). */
const MAX_SOURCE = 262_144

interface PreviewTools {
  worker: FormWorkerClient
  validators: ValidatorCache
}

/**
 * A pasted connection.json, or one on disk, as the form people would see, with everything its author should know.
 * A pasted text is compiled on another thread within 2 s of processor time, is never saved, and no code of it runs. What cannot become a
 * form is an answer with the reason, not a failure.
 */
export function makePreviewSchema(context: AppContext, tools: PreviewTools) {
  return async (request: PreviewRequest): Promise<Preview> => {
    const locale = request.locale ?? 'en'
    if (request.source !== undefined) return previewText(tools, { source: request.source, locale })
    if (request.type !== undefined) return previewFile(context, tools, { ...request, type: request.type, locale })
    throw new AppError('bad_request', { detail: 'Send the text of a connection.json, or the name of a type on disk.' })
  }
}

async function previewText(
  { worker, validators }: PreviewTools,
  { source, locale }: { source: string; locale: string },
): Promise<Preview> {
  const refuse = (code: string, message: string): Preview => {
    return { title: '', source, form: null, problems: [previewProblem(source, { line: 1, column: 1, code, message })] }
  }
  if (Buffer.byteLength(source) > MAX_SOURCE) return refuse('too-large', 'a preview takes texts up to 256 kB')
  const previewed = await worker.preview(source, { service: '', chain: localeChain(locale), bundles: {} })
  if (!previewed) return refuse('too-slow', 'this text took too long to make a form of')
  const { form, located, problems, code } = previewed
  if (!form) {
    if (problems.length === 0) return refuse('no-schema', 'the text holds no JSON object')
    return { title: '', source, form: null, problems }
  }
  const hash = code === undefined ? undefined : validators.keepPreview(form.schema, code)
  return { title: titleOf(form), source, form: bundleForm(form, hash, located), problems }
}

async function previewFile(
  context: AppContext,
  { validators }: PreviewTools,
  request: { type: string; version?: string; locale: string },
): Promise<Preview> {
  const broken = await previewBroken(context, request.type)
  if (broken) return broken
  const found = findByFile(context, request.type) ?? findType(context, request.type, { version: request.version })
  const { artifact } = found
  const form = formOf(context, found, request.locale)
  const hash = await validators.ensurePreview(form.schema)
  return {
    title: titleOf(form) || artifact.name,
    source: artifact.source,
    file: artifact.relativeFile,
    type: artifact.name,
    version: artifact.version,
    versions: found.connector.connections.filter(({ name }) => name === artifact.name).map(({ version }) => version),
    ...(context.config.projectRoot === undefined ? {} : { testDataFile: TEST_DATA_FILE }),
    form: bundleForm(form, hash, locateDiagnostics(form.diagnostics, parseJsonc(artifact.source))),
    problems: artifact.warnings.map(warning => ({ ...warning, severity: 'warning' as const })),
  }
}

/** A file on disk by its path, as lists show it: so it can be followed while it is broken and when it is mended. */
function findByFile({ catalogue }: AppContext, file: string): FoundConnection | undefined {
  for (const connector of catalogue.connectors()) {
    const artifact = connector.connections.find(one => one.relativeFile === file)
    if (artifact) return { connector, artifact }
  }
  return undefined
}

/**
 * A file that could not be read as a type: its author wants to see its text and what is wrong with it. Asked for by its
 * path, or by `<service>-<name>` or its folder's name, which several files may share: then it is the first of them.
 */
async function previewBroken(context: AppContext, asked: string): Promise<Preview | undefined> {
  const { catalogue } = context
  const broken = catalogue.broken().filter(one => one.file.endsWith('connection.json'))
  const named = (one: BrokenArtifact) => one.name === asked || `${one.service}-${one.name}` === asked
  const byName = catalogue.findConnection(asked) ? undefined : broken.find(named)
  const first = broken.find(one => one.file === asked) ?? byName
  if (!first) return undefined
  const { file, name } = first
  const problems = broken.filter(one => one.file === file)
  const source = (await readUnder(context.config.connectorRoots, file)) ?? ''
  return { title: name, source, file, form: null, problems: problems.map(one => previewProblem(source, one)) }
}

/** The first root that has the file, which must really lie under it. */
async function readUnder(roots: readonly string[], file: string): Promise<string | undefined> {
  for (const root of roots) {
    const [base, path] = await Promise.all([realpath(root), realpath(join(root, file))]).catch(() => [])
    if (base === undefined || path === undefined || !path.startsWith(base + sep)) continue
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text !== undefined) return text.slice(0, MAX_SOURCE)
  }
  return undefined
}
