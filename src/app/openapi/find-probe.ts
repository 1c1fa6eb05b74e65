import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'

/** What services call the address that says who is asking, the most telling first. */
const WHO = [/^\/(?:.*\/)?(?:me|whoami|self|current[-_]?user|userinfo)$/i, /^\/(?:.*\/)?(?:account|user|profile)$/i]

/**
 * A path that can be fetched with nothing but these credentials, to see whether they are good: one that says who asks,
 * else the shortest. Undefined when every operation wants more.
 */
export function findProbe(document: JsonObject, scheme: string): string | undefined {
  const paths = own(document, 'paths')
  const open = Object.entries(isObject(paths) ? paths : {})
    .filter(
      ([path, item]) => path.startsWith('/') && !path.includes('{') && isObject(item) && fits(document, item, scheme),
    )
    .map(([path]) => path)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  for (const pattern of WHO) {
    const found = open.find(path => pattern.test(path))
    if (found !== undefined) return found
  }
  return open[0]
}

/** A GET that needs the scheme alone and no parameter. */
function fits(document: JsonObject, item: JsonObject, scheme: string): boolean {
  const get = own(item, 'get')
  if (!isObject(get)) return false
  const parameters = [own(item, 'parameters'), own(get, 'parameters')].flatMap(list =>
    Array.isArray(list) ? list : [],
  )
  if (parameters.some(one => !isObject(one) || own(one, 'required') === true || own(one, '$ref') !== undefined))
    return false
  const security = own(get, 'security') ?? own(document, 'security')
  return Array.isArray(security) && security.some(one => names(one).join() === scheme)
}

function names(requirement: Json): string[] {
  return isObject(requirement) ? Object.keys(requirement) : []
}
