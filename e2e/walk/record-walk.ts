import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright'
import { makeConnection } from './make-connection.ts'
import { terminalSvg } from './terminal-svg.ts'
import { walkGuide } from './walk-guide.ts'

const MOST_TRIES = 50

/** The page once two pictures in a row are equal: what still loads, moves or fades would differ from walk to walk. */
async function shotAtRest(page: Page): Promise<Buffer> {
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  let before: Buffer = Buffer.alloc(0)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const now = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    if (now.equals(before)) return now
    before = now
    await sleep(200)
  }
  throw new Error('The page does not come to rest.')
}

/** Levels of 255 by which the browser draws one and the same rounded corner differently. */
const SAME = 3

/** A picture that looks as it did is left as it is: a corner drawn one level darker is no change of the guide. */
async function keepUnlessChanged(browser: Browser, file: string, picture: Buffer): Promise<void> {
  const before = await readFile(file).catch(() => undefined)
  if (before && (await looksTheSame(browser, before, picture))) return
  await writeFile(file, picture)
}

async function looksTheSame(browser: Browser, ...pictures: [Buffer, Buffer]): Promise<boolean> {
  const page = await browser.newPage()
  try {
    const urls = pictures.map(picture => `data:image/png;base64,${picture.toString('base64')}`)
    return await page.evaluate(
      async ({ urls, same }) => {
        const [one, two] = await Promise.all(
          urls.map(async url => {
            const image = new Image()
            image.src = url
            await image.decode()
            const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
            context?.drawImage(image, 0, 0)
            return context?.getImageData(0, 0, image.width, image.height)
          }),
        )
        if (!one || !two || one.width !== two.width || one.height !== two.height) return false
        return one.data.every((level, at) => Math.abs(level - (two.data[at] ?? 0)) <= same)
      },
      { urls, same: SAME },
    )
  } finally {
    await page.close()
  }
}

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
    await keepUnlessChanged(browser, join(out, `${name}.png`), await shotAtRest(page))
  })
} finally {
  await browser.close()
  await walk.stop()
}
console.log(`Recorded in ${out}`)
