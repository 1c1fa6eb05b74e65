import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { APP_HEADERS } from '#server/security-headers.ts'
import type { BuiltPages, SideName } from './build-pages.ts'
import type { FormToDraw } from './pages/form-page.ts'

export interface FormServer {
  address(side: SideName): string
  /** From now on `/forms/<form>` and its validator answer. */
  offer(form: number, draw: FormToDraw, validator: string | undefined): void
  /** Forgets what was offered. */
  withdraw(form: number): void
  close(): Promise<void>
}

interface Offer {
  draw: FormToDraw
  validator: string | undefined
}

type Answer = [body: string | Uint8Array, type: string]

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css' }

/** Both pages, the forms and their validators on a port of its own. Our page gets the headers of the real one. */
export async function serveForms({ assets }: BuiltPages): Promise<FormServer> {
  const offers = new Map<number, Offer>()
  const answer = (url: URL): Answer | undefined => {
    const [, first = '', name = ''] = url.pathname.split('/')
    if (first === 'forms') {
      const offer = offers.get(Number(name))
      return offer && [JSON.stringify(offer.draw), 'application/json']
    }
    if (first === 'validators') {
      const offer = [...offers.values()].find(({ draw }) => draw.bundle.validator?.url === url.pathname)
      return offer?.validator === undefined ? undefined : [offer.validator, 'text/javascript']
    }
    if (first !== 'ours' && first !== 'stock') return undefined
    if (name === '')
      return [
        frameOf(
          first,
          assets[first].some(asset => asset.name === 'entry.css'),
        ),
        'text/html',
      ]
    const asset = assets[first].find(one => one.name === name)
    return asset && [asset.body, TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream']
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const found = answer(url)
    // The stock form compiles its checks in the page, which our own headers forbid.
    const isStock = url.pathname.startsWith('/stock/')
    const headers = { ...(isStock ? {} : APP_HEADERS), 'Cache-Control': 'no-store' }
    if (!found) return response.writeHead(404, headers).end()
    return response.writeHead(200, { ...headers, 'Content-Type': `${found[1]}; charset=utf-8` }).end(found[0])
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return {
    address: side => `http://127.0.0.1:${port}/${side}/`,
    offer: (form, draw, validator) => void offers.set(form, { draw, validator }),
    withdraw: form => void offers.delete(form),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The page around the form: the same on both sides, with the headings that stand above a form in the app. */
function frameOf(side: SideName, hasStyles: boolean): string {
  return `<!doctype html>
<html lang="en" data-side="${side}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>One form</title>
    <link rel="icon" href="data:," />
    ${hasStyles ? `<link rel="stylesheet" href="/${side}/entry.css" />` : ''}
  </head>
  <body>
    <main>
      <h1>Connection</h1>
      <h2>Add Connection</h2>
      <div id="form"></div>
    </main>
    <script type="module" src="/${side}/entry.js"></script>
  </body>
</html>`
}
