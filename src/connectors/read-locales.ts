import { join } from 'node:path'
import { isObject, type JsonObject } from '#shared/json.ts'
import { filesIn } from './artifact-folders.ts'
import { brokenAt, type ConnectorPlace } from './found.ts'
import { readDocument } from './read-document.ts'
import type { BrokenArtifact } from './types.ts'

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

type Texts = Record<string, string>

/**
 * The texts of `locales/<lang>.json` by language. The files carry `//format=i18next` and context lines, so comments
 * are read over; nested groups become dotted keys, as i18next has them.
 */
export async function readLocales(
  place: ConnectorPlace,
): Promise<{ locales: Record<string, Texts>; broken: BrokenArtifact[] }> {
  const locales: Record<string, Texts> = {}
  const broken: BrokenArtifact[] = []
  for (const name of await filesIn(join(place.home, 'locales'), '.json')) {
    const language = name.slice(0, -'.json'.length)
    if (!LANGUAGE.test(language)) continue
    const file = join(place.home, 'locales', name)
    const result = await readDocument(file, 'last')
    if (result.ok) locales[language] = flatten(result.read.document)
    else broken.push(brokenAt(place, { file, name: `locales/${name}` }, result.problem))
  }
  return { locales, broken }
}

function flatten(document: JsonObject, prefix = ''): Texts {
  const texts: Texts = {}
  for (const [key, value] of Object.entries(document)) {
    if (key === '__proto__') continue
    if (typeof value === 'string') texts[prefix + key] = value
    else if (isObject(value)) Object.assign(texts, flatten(value, `${prefix}${key}.`))
  }
  return texts
}
