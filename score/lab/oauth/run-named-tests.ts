import { execFile } from 'node:child_process'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { withFolder } from '../with-folder.ts'

/** How the tests went whose names start with the id of a row. */
export interface NamedTests {
  passed: Map<string, string[]>
  failed: string[]
}

interface NamedInput {
  root: string
  ids: readonly string[]
  /** Runs the tests in a browser too; else their names are only read. */
  browser: boolean
}

/** Runs every test that is named after a row, and no other. */
export async function runNamedTests({ root, ids, browser }: NamedInput): Promise<NamedTests> {
  const named = nameRule(ids)
  const unit = await filesNaming(root, '{src,test,examples}/**/*.test.{ts,tsx}', named.inSource)
  const specs = [...(await filesNaming(root, 'e2e/*.spec.ts', named.inSource)), 'e2e/attacks.spec.ts']
  const found: NamedTests = { passed: new Map(), failed: [] }
  for (const { title, ok } of [
    ...(await runUnit(root, unit, ids)),
    ...(await runBrowser(root, { files: specs, ids, run: browser })),
  ]) {
    const id = named.idOf(title)
    if (id === undefined) continue
    if (ok) found.passed.set(id, [...(found.passed.get(id) ?? []), title])
    else found.failed.push(title)
  }
  return found
}

interface Ran {
  title: string
  ok: boolean
}

function nameRule(ids: readonly string[]) {
  const one = `(${ids.map(id => id.replace('.', '\\.')).join('|')})\\b`
  const start = new RegExp(`^${one}`)
  return { inSource: new RegExp(`['"\`]${one}`), idOf: (title: string) => start.exec(title)?.[1] }
}

async function filesNaming(root: string, pattern: string, rule: RegExp): Promise<string[]> {
  const files: string[] = []
  for await (const file of glob(pattern, { cwd: root })) {
    if (rule.test(await readFile(join(root, file), 'utf8'))) files.push(file)
  }
  return files.toSorted()
}

async function runUnit(root: string, files: readonly string[], ids: readonly string[]): Promise<Ran[]> {
  const report = await reportOf(root, 'vitest', file => [
    'run',
    ...files,
    '--testNamePattern',
    `(^| )(${ids.join('|')})\\b`,
    '--reporter=json',
    `--outputFile=${file}`,
  ])
  const { testResults } = report as {
    testResults: { assertionResults: { title: string; status: string }[] }[]
  }
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ title, status }) => ({ title, ok: status === 'passed' })),
  )
}

interface Suite {
  specs: { title: string; ok: boolean }[]
  suites?: Suite[]
}

/** The specs in the browser; without `run` they are listed, as if all had passed. */
async function runBrowser(root: string, { files, ids, run }: BrowserRun): Promise<Ran[]> {
  if (files.length === 0) return []
  const grep = `(^| )(${ids.join('|')})\\b`
  const command = ['test', '-c', 'e2e/playwright.config.ts', ...(run ? [] : ['--list'])]
  const report = await reportOf(root, 'playwright', () => [...command, ...files, '-g', grep, '--reporter=json'])
  const specsOf = ({ specs, suites = [] }: Suite): Ran[] => [...specs, ...suites.flatMap(specsOf)]
  return (report as { suites: Suite[] }).suites.flatMap(specsOf).map(({ title, ok }) => ({ title, ok: ok || !run }))
}

interface BrowserRun {
  files: readonly string[]
  ids: readonly string[]
  run: boolean
}

/** The report of a test runner, which it writes into a file or prints; a failed test makes it end with an error code. */
async function reportOf(root: string, tool: string, args: (file: string) => string[]): Promise<unknown> {
  return withFolder(async folder => {
    const file = join(folder, 'report.json')
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
    const run = promisify(execFile)(join(root, 'node_modules/.bin', tool), args(file), {
      cwd: root,
      env,
      maxBuffer: 64 * 1_048_576,
    })
    await run.catch((error: { stderr?: string; code?: unknown }) => {
      if (typeof error.code !== 'number') throw error
    })
    return JSON.parse(await readFile(file, 'utf8'))
  })
}
