import type { Page } from 'playwright'
import { PAGE_PATHS } from '../open-browser.ts'
import type { Attack } from './attack.ts'
import { hostileOrigins, openHostile } from './foreign-page.ts'

const PATHS = [...PAGE_PATHS, '/connect', '/sign-in/start', '/oauth/opening', '/oauth/return/-']

const CONTAINERS: Record<string, (url: string) => string> = {
  frame: url => `<iframe src="${url}"></iframe>`,
  'frame in a sandbox': url => `<iframe sandbox="allow-scripts allow-forms allow-same-origin" src="${url}"></iframe>`,
  object: url => `<object data="${url}"></object>`,
  embed: url => `<embed src="${url}">`,
}

/** All but invisible, side by side. */
const STYLE =
  '<style>body{margin:0;line-height:0}iframe,object,embed{width:200px;height:120px;opacity:.01;border:0}</style>'

/** Clickjacking: pages of ours in frames of others. */
export const FRAME_ATTACKS: readonly Attack[] = [
  {
    name: '5.1 pages of ours lie unseen in a hostile page, and the victim clicks there',
    async run(lab, note) {
      lab.hostile.pages.set('/inside', '<a href="/clicked" style="position:fixed;inset:0">May be framed</a>')
      for (const origin of hostileOrigins(lab)) {
        for (const [container, draw] of Object.entries(CONTAINERS)) {
          await lab.newRequests()
          const addresses = ['/inside', ...PATHS.map(path => lab.app.url + path)]
          const page = await openHostile(lab, STYLE + addresses.map(draw).join(''), { origin })
          const clicked = page.waitForRequest(asked => asked.url().endsWith('/clicked'))
          await clickAll(page)
          await clicked
          const shown = page.frames().map(frame => frame.url())
          const changes = (await lab.newRequests()).filter(({ method }) => method !== 'GET')
          for (const path of PATHS) {
            // What may not be framed becomes a page of the browser itself.
            note(shown.includes(lab.app.url + path), `${path} is shown in a ${container} of ${origin}`)
          }
          note(changes.length > 0, `a click into a ${container} of ${origin} did ${JSON.stringify(changes)}`)
          await page.close()
        }
      }
    },
  },
]

async function clickAll(page: Page): Promise<void> {
  for (const box of await page.locator('iframe,object,embed').all()) {
    const { x, y, width, height } = (await box.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    await page.mouse.click(x + width / 2, y + height / 2)
  }
}
