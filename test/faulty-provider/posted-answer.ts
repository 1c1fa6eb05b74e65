/** The page that posts an answer to its address by itself (OAuth 2.0 Form Post Response Mode §2). */
export function formPage(to: string): string {
  const url = new URL(to)
  const fields = [...url.searchParams].map(([name, value]) => `<input name="${shown(name)}" value="${shown(value)}">`)
  return `<form method="post" action="${shown(url.origin + url.pathname)}">${fields.join('')}</form><script>document.forms[0].submit()</script>`
}

/** The address of such a page with its fields as a query, which is what they say; undefined for any other page. */
export function readFormPage(html: string): string | undefined {
  const [, action] = /^<form method="post" action="([^"]+)">/.exec(html) ?? []
  if (action === undefined) return undefined
  const url = new URL(plain(action))
  for (const [, name = '', value = ''] of html.matchAll(/<input name="([^"]*)" value="([^"]*)">/g)) {
    url.searchParams.append(plain(name), plain(value))
  }
  return url.href
}

const MARKS: [string, string][] = [
  ['&', '&amp;'],
  ['"', '&quot;'],
  ['<', '&lt;'],
]

function shown(text: string): string {
  return MARKS.reduce((all, [mark, entity]) => all.replaceAll(mark, entity), text)
}

function plain(text: string): string {
  return MARKS.toReversed().reduce((all, [mark, entity]) => all.replaceAll(entity, mark), text)
}
