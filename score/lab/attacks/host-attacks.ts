import { request } from 'node:http'
import type { Attack } from './attack.ts'

/** Attacks that would move a secret, or our own name, to another host. */
export const HOST_ATTACKS: readonly Attack[] = [
  {
    name: 'REG-2 an update of a connector names another token host',
    async run(lab, note) {
      const elsewhere = `${lab.hostile.origin}/token`
      const userinfo = {
        userinfo: { url: `${lab.hostile.origin}/userinfo` },
        account: { id: '/sub', from: 'userinfo' },
      }
      const updates: Record<string, object>[] = [
        {
          honest: { oauth2_token_url: elsewhere },
          issuing: { base_url: lab.hostile.origin },
          stateless: { oauth2_ext: userinfo },
        },
        {
          honest: { oauth2_refresh_url: elsewhere },
          issuing: { oauth2_validate_url: `${lab.hostile.origin}/me` },
          stateless: { oauth2_ext: { revoke: { url: `${lab.hostile.origin}/revoke` } } },
        },
      ]
      lab.hostile.heard.length = 0
      lab.hostile.loginGoesTo = undefined
      for (const update of updates) {
        const said = await lab.update(update)
        if (!said.includes('--accept-host-change')) throw new Error(`the update was not asked about: ${said}`)
        for (const name of Object.keys(update)) {
          const { startUrl } = await lab.victim.start(lab.ids[name] ?? '')
          await lab.victim.open(startUrl)
          note(lab.hostile.heard.length > 0, `a host of ${JSON.stringify(update[name])} was asked: ${said}`)
        }
      }
    },
  },
  {
    name: 'COAT-1 a foreign name of our own server: rebinding, and a return address made from it',
    async run(lab, note) {
      const { port } = new URL(lab.app.url)
      for (const host of [
        'evil.example',
        `evil.example:${port}`,
        `localhost.evil.example:${port}`,
        '',
        '169.254.169.254',
      ]) {
        for (const path of ['/', '/api/page/session', '/oauth/opening', '/api/v1/credentials/read']) {
          const status = await askAs(host, Number(port), path)
          note(status < 400, `${path} was served as "${host}": ${status}`)
        }
      }
    },
  },
]

function askAs(host: string, port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers: { host }, setHost: false }, answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject).end()
  })
}
