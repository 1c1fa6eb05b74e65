import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { findChromium } from '../../score/lab/open-browser.ts'
import { withFolder } from '../../score/lab/with-folder.ts'
import type { Finding, Measure } from '../../score/measure.ts'
import { installPackage } from '../../src/cli/fixtures/install-package.ts'
import { buildPage, OUR_PAGE } from '../lab/build-pages.ts'
import { percentile } from '../lab/percentile.ts'
import { writeManyArtifacts } from '../lab/write-many-artifacts.ts'

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'flow.js')
const ROUNDS = 20
const ARTIFACTS = 1000

/** From pressing Enter to the end of the command, as `npx flow` and a link in a PATH run it. */
export const flowHelp: Measure = {
  id: 'flow-help',
  measure: `ms of flow --help (median of ${ROUNDS})`,
  target: '≤ 120',
  quick: false,
  async run() {
    const bare = await times(ROUNDS, () => run(process.execPath, ['-e', '0']))
    // The first one fills Node's cache of compiled modules.
    const [first = 0, ...rest] = await times(ROUNDS + 1, () => run(process.execPath, [BIN, '--help']))
    return finding(rest, 120, [
      `the first one ${first.toFixed(0)} ms; Node alone, doing nothing: ${percentile(bare, 50).toFixed(0)} ms`,
    ])
  },
}

export const flowLint: Measure = {
  id: 'flow-lint',
  measure: `ms of flow lint over ${ARTIFACTS} artifacts (median of 5)`,
  target: '≤ 3000',
  quick: false,
  run: () =>
    withFolder(async folder => {
      await writeManyArtifacts(folder, ARTIFACTS)
      const [, ...taken] = await times(6, () => run(process.execPath, [BIN, 'lint', '-d', folder]))
      return finding(taken, 3000, [])
    }),
}

/**
 * From pressing Enter to the first field on screen, in a browser that is open already, with the package as authors have
 * it: packed and installed. The clone, which strips types as it goes, is measured beside it.
 */
export const previewFirst: Measure = {
  id: 'preview-first',
  measure: 'ms from flow preview of the installed package to the first form on screen (median of 5)',
  target: '≤ 1500',
  quick: false,
  async run() {
    const executablePath = findChromium()
    if (executablePath === undefined) return { skipped: 'no Chromium; set CHROMIUM_PATH' }
    const installed = await installPackage()
    try {
      return await withFolder(async folder => {
        const web = join(folder, 'web')
        await buildPage(OUR_PAGE, { outDir: web })
        const project = join(folder, 'depot')
        await writeManyArtifacts(project, 3)
        const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
        const browser = await chromium.launch({ executablePath, args })
        try {
          const all = { browser, web, project }
          const ours = await timePreviews(join(installed.path, 'bin', 'flow.js'), all)
          const clone = await timePreviews(BIN, all)
          const line = ({ answered, shown }: PreviewTimes) =>
            `the server answered after ${percentile(answered, 50).toFixed(0)} ms, the form stood after ${percentile(shown, 50).toFixed(0)} ms`
          return finding(ours.shown, 1500, [`installed: ${line(ours)}`, `in a clone: ${line(clone)}`])
        } finally {
          await browser.close()
        }
      })
    } finally {
      await installed.remove()
    }
  },
}

interface PreviewTimes {
  answered: number[]
  shown: number[]
}

/** Previews one after the other, each in a page of its own. The first one fills Node's cache of compiled modules. */
async function timePreviews(
  bin: string,
  { browser, web, project }: { browser: Browser; web: string; project: string },
): Promise<PreviewTimes> {
  const answered: number[] = []
  const [, ...shown] = await times(6, async () => {
    const page = await browser.newPage({ locale: 'en-US' })
    const since = performance.now()
    const preview = spawn(process.execPath, [bin, 'preview', '--port', '0', '--no-open', '-d', project], {
      env: { ...process.env, FLOW_WEB_ROOT: web },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const address = await addressOf(preview)
      answered.push(performance.now() - since)
      await page.goto(address, { waitUntil: 'commit' })
      await page.locator('.device input').first().waitFor()
      return performance.now() - since
    } finally {
      await page.close()
      preview.kill('SIGINT')
      if (preview.exitCode === null) await once(preview, 'exit')
    }
  })
  return { answered: answered.slice(1), shown }
}

function finding(taken: readonly number[], limit: number, details: string[]): Finding {
  const middle = Math.round(percentile([...taken], 50))
  const spread = `from ${Math.min(...taken).toFixed(0)} to ${Math.max(...taken).toFixed(0)} ms`
  return { value: middle, ok: middle <= limit, details: [spread, ...details] }
}

/** One after the other. */
async function times(count: number, work: () => Promise<number>): Promise<number[]> {
  const taken: number[] = []
  for (let i = 0; i < count; i++) taken.push(await work())
  return taken
}

/** Milliseconds of a command that has to end well. */
async function run(command: string, args: string[]): Promise<number> {
  const since = performance.now()
  const child = spawn(command, args, { stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return performance.now() - since
}

async function addressOf(preview: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of preview.stdout ?? []) {
    said += chunk
    const address = /is shown at (\S+) and follows/.exec(said)?.[1]
    if (address !== undefined) return address
  }
  throw new Error(`flow preview ended: ${said}`)
}
