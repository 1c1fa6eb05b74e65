import type { Attack } from './attack.ts'
import { foreignForm, foreignPost, openHostile } from './foreign-page.ts'

/** Attacks by pages of another site. */
export const PAGE_ATTACKS: readonly Attack[] = [
  {
    name: '9700-2 a foreign page begins, adds or deletes logins with the cookie of the victim',
    async run(lab, note) {
      const page = await openHostile(lab, '<p>Nice</p>')
      const body = JSON.stringify({
        providerId: lab.ids['honest'],
        scopes: [],
        inputs: {},
        purpose: 'new',
        mode: 'popup',
      })
      for (const path of ['/api/page/oauth/attempts', '/api/page/logins', '/api/page/keys']) {
        for (const [mode, type] of [
          ['no-cors', 'text/plain'],
          ['cors', 'application/json'],
          ['cors', 'text/plain'],
        ] as const) {
          const status = await foreignPost(page, lab.app.url + path, { body, mode, type })
          note(status !== undefined && status < 400, `${mode} ${type} to ${path} was answered ${status}`)
        }
        const status = await foreignForm(lab, path, body)
        note(status < 400, `a form to ${path} was answered ${status}`)
      }
      await page.close()
    },
  },
  {
    name: '9700-6 a foreign page opens our pages, listens, and speaks to them',
    async run(lab, note) {
      const done = await lab.victim.start(lab.ids['honest'] ?? '')
      await lab.victim.open(done.startUrl)
      const open = await lab.victim.start(lab.ids['honest'] ?? '')
      for (const path of [`/oauth/done/${done.id}`, `/oauth/done/${open.id}`, '/oauth/opening', '/']) {
        const page = await openHostile(
          lab,
          `<script>window.heard = []; addEventListener('message', event => heard.push(event.data))
          window.popup = window.open('${lab.app.url}${path}')</script>`,
        )
        await page.waitForTimeout(300)
        const says = { attemptId: open.id, status: 'granted' }
        await page.evaluate(message => {
          const { popup } = window as unknown as { popup: Window }
          popup?.postMessage(message, '*')
        }, says)
        const heard = await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard.length)
        note(heard > 0, `${path} told a foreign page something`)
        note((await lab.victim.statusOf(open.id)) !== 'created', `${path} believed a foreign page`)
        for (const other of lab.victim.context.pages()) await other.close()
      }
    },
  },
  {
    name: '9700-6 a foreign page frames our pages',
    async run(lab, note) {
      const { id, startUrl } = await lab.victim.start(lab.ids['honest'] ?? '')
      for (const path of ['/', '/oauth/opening', `/oauth/done/${id}`, new URL(startUrl, lab.app.url).pathname]) {
        lab.hostile.pages.set('/inside', 'A page that may be framed')
        const page = await openHostile(
          lab,
          `<iframe src="${lab.app.url}${path}"></iframe><iframe src="/inside"></iframe>`,
        )
        const urls = page.frames().map(frame => frame.url())
        if (!urls.includes(`${lab.hostile.origin}/inside`)) throw new Error('frames are not seen')
        // What may not be framed becomes a page of the browser itself.
        note(
          urls.some(url => url.startsWith(lab.app.url)),
          `${path} is shown in a foreign frame`,
        )
        await page.close()
      }
      note((await lab.victim.statusOf(id)) !== 'created', 'a frame started a sign-in')
    },
  },
  {
    name: '6749-9 an answer with markup and script addresses',
    async run(lab, note) {
      lab.honest.on.add('error_markup')
      const { startUrl } = await lab.victim.start(lab.ids['honest'] ?? '')
      const page = await lab.victim.open(startUrl)
      lab.honest.on.delete('error_markup')
      if (!(await page.locator('body').innerText()).includes('<b>No</b>')) throw new Error('the words are not shown')
      const hit = await page.evaluate(() => (window as unknown as { hit?: number }).hit)
      note(hit !== undefined, 'a script of the answer ran')
      note((await page.locator('img, b, a[href^="javascript"]').count()) > 0, 'markup of the answer was taken')
      await page.close()
    },
  },
  {
    name: '6749-11 the code stays in the address, goes on to others, or is kept by the browser',
    async run(lab, note) {
      const { id, callback } = await lab.victim.holdCallback(lab.ids['honest'] ?? '')
      const asked: { url: string; referer: string | undefined }[] = []
      const page = await lab.victim.context.newPage()
      page.on('request', request => asked.push({ url: request.url(), referer: request.headers()['referer'] }))
      const [answer] = await Promise.all([
        page.waitForResponse(response => response.url() === callback.href),
        page.goto(callback.href),
      ])
      if ((await lab.victim.statusOf(id)) !== 'granted') throw new Error('the honest sign-in does not work')
      const headers = await answer.allHeaders()
      note(answer.status() !== 303, `the callback was answered ${answer.status()}`)
      note(headers['cache-control'] !== 'no-store', 'the callback may be stored')
      note(headers['referrer-policy'] !== 'no-referrer', 'the callback may be named to others')
      note(/canary|code=/.test(page.url()), 'the code stands in the address')
      note(
        asked.some(({ referer }) => referer?.includes('code=')),
        'the code was named to others',
      )
      note(
        asked.some(({ url }) => new URL(url).origin !== lab.app.url),
        'a foreign resource was loaded',
      )
      await page.close()
    },
  },
]
