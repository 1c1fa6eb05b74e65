import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { makeConnection } from './make-connection.ts'
import { terminalSvg } from './terminal-svg.ts'
import { walkGuide } from './walk-guide.ts'

/** The pictures of docs/guide/first-connector.md, from one walk through it: `npm run record`. */
const out = join(import.meta.dirname, '..', '..', 'docs', 'guide', 'first-connector')
const executablePath = process.env['CHROMIUM_PATH']

await mkdir(out, { recursive: true })
const walk = await walkGuide({ literally: true })
const browser = await chromium.launch({
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  ...(executablePath ? { executablePath } : {}),
})
try {
  await writeFile(join(out, 'terminal.svg'), terminalSvg(walk.transcript))
  const page = await browser.newPage({
    baseURL: walk.url,
    locale: 'en-US',
    viewport: { width: 960, height: 640 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await makeConnection(page, walk, async name => {
    await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled', caret: 'hide' })
  })
} finally {
  await browser.close()
  await walk.stop()
}
console.log(`Recorded in ${out}`)
