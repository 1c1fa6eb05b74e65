import type { Page } from 'playwright'
import type { AttackLab } from './attack-lab.ts'
import type { Person } from './person.ts'

/** A page of the attacker in somebody's browser; the victim's, and from another site, unless told otherwise. */
export async function openHostile(
  lab: AttackLab,
  html: string,
  { person = lab.victim, origin = lab.hostile.origin }: { person?: Person; origin?: string } = {},
): Promise<Page> {
  lab.hostile.pages.set('/trap', `<!doctype html>${html}`)
  const page = await person.context.newPage()
  await page.goto(`${origin}/trap`)
  return page
}

/** Another site, and a neighbour on another port of ours: browsers take that for the same site and send cookies. */
export function hostileOrigins(lab: AttackLab): string[] {
  return [lab.hostile.origin, lab.hostile.origin.replace('127.0.0.1', 'localhost')]
}

interface ForeignPost {
  body: string
  mode: 'no-cors' | 'cors'
  type: string
}

/** What the server answered, whatever the page may see of it; undefined where the browser did not ask. */
export async function foreignPost(
  page: Page,
  url: string,
  { body, mode, type }: ForeignPost,
): Promise<number | undefined> {
  let status: number | undefined
  const look = (response: { url(): string; status(): number; request(): { method(): string } }) => {
    if (response.url() === url && response.request().method() === 'POST') status = response.status()
  }
  page.on('response', look)
  await page.evaluate(
    ([to, text, how, kind]) =>
      fetch(to, {
        method: 'POST',
        body: text,
        mode: how as RequestMode,
        credentials: 'include',
        headers: { 'content-type': kind },
      }).then(
        () => undefined,
        () => undefined,
      ),
    [url, body, mode, type] as const,
  )
  page.off('response', look)
  return status
}

/** A form needs no permission of anybody; its body is made to look like JSON. */
export async function foreignForm(lab: AttackLab, path: string, body: string): Promise<number> {
  const name = body.replaceAll('"', '&quot;')
  const form = `<form id="go" method="post" enctype="text/plain" action="${lab.app.url}${path}"><input name="${name}" value=""></form>`
  lab.hostile.pages.set('/trap', `<!doctype html>${form}<script>go.submit()</script>`)
  const page = await lab.victim.context.newPage()
  const [answer] = await Promise.all([
    page.waitForResponse(response => response.url() === lab.app.url + path),
    page.goto(`${lab.hostile.origin}/trap`),
  ])
  await page.close()
  return answer.status()
}
