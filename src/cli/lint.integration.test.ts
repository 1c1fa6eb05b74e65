import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lintProject } from '#app/lint-project.ts'
import { FORM, LINT_FAULTS, type LintFault } from './fixtures/lint-faults.ts'
import { runBin } from './fixtures/run-bin.ts'

let folder: string
let project: string
const flow = (args: string[], cwd = project) => runBin('flow', args, { cwd })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-lint-'))
  project = join(folder, 'depot')
  await flow(['init', 'depot'], folder)
  await flow(['add', 'connection', 'basic'])
  await flow(['add', 'oauth', 'cloud'])
  await flow(['add', 'oauth', 'old', '--useV1'])
  await flow(['add', 'action', 'list-parts'])
})
afterAll(() => rm(folder, { recursive: true }))

/** Does `work` while the project has the fault. */
async function withFault<T>({ file, find, write }: LintFault, work: (faulty: string) => Promise<T>): Promise<T> {
  const path = join(project, file)
  const good = await readFile(path, 'utf8')
  if (!good.includes(find)) throw new Error(`${file} does not hold ${find}`)
  const faulty = find === '' ? write : good.replace(find, () => write)
  await writeFile(path, faulty)
  try {
    return await work(faulty)
  } finally {
    await writeFile(path, good)
  }
}

describe('what the templates write', () => {
  it('has no mistake but the address that its author has to replace', async () => {
    const { looked, findings } = await lintProject(project)
    expect(looked).toEqual({ connections: 1, oauths: 2, actions: 1 })
    expect(findings.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'auth/oauth/depot-cloud/config.json example-host',
      'auth/oauth/depot-old/config.json example-host',
    ])
  })
})

describe('a mistake is found at its line', () => {
  it('in many kinds', () => {
    expect(LINT_FAULTS.length).toBeGreaterThanOrEqual(60)
    expect(new Set(LINT_FAULTS.map(({ code }) => code)).size).toBeGreaterThanOrEqual(30)
  })

  it.each(LINT_FAULTS.map(fault => [fault.name, fault] as const))('%s', async (_, fault) => {
    await withFault(fault, async faulty => {
      const { findings } = await lintProject(project)
      const at = fault.line === undefined ? 1 : faulty.slice(0, faulty.indexOf(fault.line)).split('\n').length
      const here = findings.filter(({ file }) => file === fault.file)
      expect(here.map(({ line, code }) => `${line} ${code}`)).toContain(`${at} ${fault.code}`)
    })
  })
})

const MARKED = LINT_FAULTS.find(({ name }) => name === 'a password in clear')
const BROKEN = LINT_FAULTS.find(({ name }) => name === 'a missing comma')

describe('flow lint', () => {
  it('ends well where there are warnings only, and not with --strict', async () => {
    if (!MARKED) throw new Error('the fault is gone')
    await withFault(MARKED, async () => {
      const kind = await flow(['lint'])
      expect(kind.code).toBe(0)
      expect(kind.stderr).toMatch(
        /\[WARN\] default - auth\/connection\/depot-basic\/v1\/connection\.json:\d+:\d+ secret-not-marked: /,
      )
      expect(kind.stdout).toContain('1 connection, 2 OAuth configs, 1 action: 0 errors, 3 warnings')
      expect((await flow(['lint', '--strict'])).code).toBe(1)
    })
  })

  it('shows the line with a caret, and fails', async () => {
    if (!BROKEN) throw new Error('the fault is gone')
    await withFault(BROKEN, async () => {
      const { code, stderr } = await flow(['lint'])
      expect(code).toBe(1)
      expect(stderr).toMatch(/connection\.json:\d+:\d+ missing-comma: .*\n +"description": "For example.*\n +\^/)
    })
  })

  it('gives JSON and SARIF with the same findings', async () => {
    if (!BROKEN) throw new Error('the fault is gone')
    await withFault(BROKEN, async () => {
      const report = JSON.parse((await flow(['lint', '--json'])).stdout)
      const first = report.findings.find(({ file }: { file: string }) => file === FORM)
      expect(first).toMatchObject({ severity: 'error', code: 'missing-comma' })
      const sarif = JSON.parse((await flow(['lint', '--sarif'])).stdout)
      const [run] = sarif.runs
      expect(sarif.version).toBe('2.1.0')
      expect(run.results.length).toBe(report.findings.length)
      expect(run.results).toContainEqual(
        expect.objectContaining({
          ruleId: 'missing-comma',
          level: 'error',
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: FORM, uriBaseId: '%SRCROOT%' },
                region: { startLine: first.line, startColumn: first.column },
              },
            },
          ],
        }),
      )
      for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId)
    })
  })

  it('says where it looked when there is no project', async () => {
    const { code, stderr } = await flow(['lint', '-d', folder])
    expect(code).toBe(2)
    expect(stderr).toContain(`There is no project in ${folder}`)
  })
})
