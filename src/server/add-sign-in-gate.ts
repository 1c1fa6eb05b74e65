import type { Config } from '#config/config.ts'
import type { SessionCookies } from './page-session.ts'
import type { TypedServer } from './route-types.ts'
import { renderSignInPage } from './sign-in-page.ts'
import { signInWords } from './sign-in-words.ts'
import { wantsPage } from './wants-page.ts'

/** Windows of a host's page and the pages of a sign-in find out by themselves who is there. */
const OPEN = /^\/(connect|sign-in)([/?]|$)/

/** In `team` mode an address of the page answers whoever is not signed in with the way to do so. */
export function addSignInGate(
  server: TypedServer,
  { config, cookies }: { config: Config; cookies: SessionCookies },
): void {
  const { team } = config
  if (!team) return
  server.addHook('onRequest', async (request, reply) => {
    if (!wantsPage(request) || OPEN.test(request.url)) return
    if (await cookies.signedIn(request, reply)) return
    const { locale, say } = signInWords(request.headers['accept-language'])
    const oidc = team.signIn.kind === 'oidc'
    const { html, headers } = renderSignInPage({
      heading: say('hereHeading'),
      text: say(oidc ? 'hereText' : 'hereProxyText'),
      locale,
      ...(oidc ? { go: { href: `/sign-in/start?to=${encodeURIComponent(request.url)}`, text: say('hereGo') } } : {}),
    })
    return reply
      .status(oidc ? 200 : 401)
      .headers(headers)
      .type('text/html; charset=utf-8')
      .send(html)
  })
}
