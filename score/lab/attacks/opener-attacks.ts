import type { Page } from 'playwright'
import type { Attack } from './attack.ts'
import { type AttackLab, EDITOR } from './attack-lab.ts'
import { openHost, throughWindow } from './connect-host.ts'
import { hostileOrigins, openHostile } from './foreign-page.ts'

/** One of each kind: pages of the app share their headers. */
const PATHS = ['/', '/nowhere', '/connect', '/oauth/opening']

/** Pages that open ours, keep hold of the window, and speak to it. */
export const OPENER_ATTACKS: readonly Attack[] = [
  {
    name: '5.1 a hostile page opens our pages, reads in them and speaks to them',
    async run(lab, note) {
      for (const origin of hostileOrigins(lab)) {
        for (const path of PATHS) {
          await lab.newRequests()
          const { page, popup } = await openBy(lab, lab.app.url + path, origin)
          const read = await page.evaluate(lookAndSpeak)
          await popup.waitForLoadState()
          const changes = (await lab.newRequests()).filter(({ method, status }) => method !== 'GET' && status < 400)
          const words = `${path}, opened by ${origin}`
          note(read.length > 0, `${words}, shows ${read}`)
          note(changes.length > 0, `${words}, did ${JSON.stringify(changes)}`)
          note((await heardBy(page)) > 0, `${words}, answered`)
          for (const one of lab.victim.context.pages()) await one.close()
        }
      }
    },
  },
  {
    name: '6.5 a hostile page opens a link of a host and waits for its code',
    async run(lab, note) {
      const host = await openHost(lab)
      const { code } = await throughWindow(lab, lab.victim, (await host.link('victim')).url)
      if ((await host.claim(code, 'victim')) !== 200) throw new Error('whoever opened the link could not claim it')
      // The page that may hear it is played by the browser: nothing is asked of its address.
      await lab.victim.context.route(`${EDITOR}/**`, route =>
        route.fulfill({ contentType: 'text/html', body: lab.hostile.pages.get('/trap') ?? '' }),
      )
      for (const origin of [...hostileOrigins(lab), EDITOR]) {
        const { url } = await host.link('victim', { mode: 'pick' })
        const { page, popup } = await openBy(lab, url, origin)
        await popup.getByRole('button', { name: /Cloud/ }).click()
        await popup.waitForEvent('close')
        const heard = await heardBy(page)
        if (origin !== EDITOR) note(heard > 0, `${origin} heard of what was picked`)
        else if (heard === 0) throw new Error('nobody hears of what was picked')
        await page.close()
      }
    },
  },
]

/** Opens an address from a page that notes every message it gets. */
async function openBy(lab: AttackLab, url: string, origin: string): Promise<{ page: Page; popup: Page }> {
  const script = "window.heard = 0; addEventListener('message', () => heard++)"
  const page = await openHostile(lab, `<script>${script}</script>`, { origin })
  const opened = page.waitForEvent('popup')
  await page.evaluate(to => {
    Object.assign(window, { popup: window.open(to) })
  }, url)
  const popup = await opened
  await popup.waitForLoadState()
  return { page, popup }
}

/** Runs in the hostile page: what it can read of the window, after it said everything that ours might believe. */
function lookAndSpeak(): string[] {
  const { popup } = window as unknown as { popup: Window | null }
  const looks: Record<string, () => unknown> = {
    text: () => popup?.document.body.innerText,
    address: () => popup?.location.href,
    storage: () => popup?.localStorage.length,
    name: () => popup?.name,
  }
  for (const message of [
    { type: 'flow-connect', code: 'A'.repeat(43) },
    { type: 'flow-connect', closed: true },
    { attemptId: 'att_aaaaaaaaaaaaaaaaaaaaaaaaaa', status: 'granted' },
    'flow',
  ]) {
    popup?.postMessage(message, '*')
  }
  return Object.entries(looks).flatMap(([name, look]) => {
    try {
      // A window that the browser cut off is an empty one.
      const value = look()
      return value && value !== 'about:blank' ? [`${name} ${value}`] : []
    } catch {
      return []
    }
  })
}

const heardBy = (page: Page) => page.evaluate(() => (window as unknown as { heard: number }).heard)
