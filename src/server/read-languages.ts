const MOST = 10
/** What our routes take as a locale. */
const LOCALE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}$/

/** The languages of an `Accept-Language` header (RFC 9110, 12.5.4), the best one first. */
export function readLanguages(header = ''): string[] {
  const wanted = header.split(',', MOST).map(part => {
    const [tag = '', ...parameters] = part.split(';').map(each => each.trim())
    const quality = parameters.find(each => each.startsWith('q='))?.slice(2)
    return { tag, quality: Number(quality ?? 1) }
  })
  return wanted
    .filter(({ tag, quality }) => LOCALE.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}
