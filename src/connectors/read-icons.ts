import { join } from 'node:path'
import { type JsonObject, own } from '#shared/json.ts'
import { filesIn } from './artifact-folders.ts'
import { brokenAt, type ConnectorPlace } from './found.ts'
import { readDocument } from './read-document.ts'
import type { BrokenArtifact, Icon } from './types.ts'

const COLOUR = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i
/** The first bytes of every PNG, in base64. */
const PNG_START = 'iVBORw0KGgo'
const MAX_CHARACTERS = 350_000

/** The icons of `common/css/*.json`, by `name`, else by file name. Only real PNG data becomes a picture. */
export async function readIcons(
  place: ConnectorPlace,
): Promise<{ icons: Record<string, Icon>; broken: BrokenArtifact[] }> {
  const icons: Record<string, Icon> = {}
  const broken: BrokenArtifact[] = []
  const folder = join(place.home, 'common', 'css')
  for (const name of await filesIn(folder, '.json')) {
    const file = join(folder, name)
    const at = { file, name: `icon ${name.slice(0, -'.json'.length)}` }
    const result = await readDocument(file)
    if (!result.ok) {
      broken.push(brokenAt(place, at, result.problem))
      continue
    }
    const { document, locate } = result.read
    const picture = pictureOf(document)
    if (typeof picture === 'string')
      icons[iconName(document, name)] = { background: backgroundOf(document), dataUrl: picture }
    else broken.push(brokenAt(place, at, { ...locate('/png128pxBase64'), code: 'bad-icon', message: picture.message }))
  }
  return { icons, broken }
}

function iconName(document: JsonObject, fileName: string): string {
  const name = own(document, 'name')
  return typeof name === 'string' && name !== '' && name !== '__proto__' ? name : fileName.slice(0, -'.json'.length)
}

function backgroundOf(document: JsonObject): string {
  const background = own(document, 'background')
  return typeof background === 'string' && COLOUR.test(background) ? background : '#ffffff'
}

function pictureOf(document: JsonObject): string | { message: string } {
  const raw = own(document, 'png128pxBase64')
  if (typeof raw !== 'string' || raw === '')
    return { message: '"png128pxBase64" has to hold the picture as base64 text' }
  const base64 = raw.replace(/^data:image\/png;base64,/, '').replace(/\s+/g, '')
  if (base64.length > MAX_CHARACTERS) return { message: 'the picture is larger than 256 KB' }
  if (!base64.startsWith(PNG_START) || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    return { message: '"png128pxBase64" does not hold a PNG picture' }
  }
  return `data:image/png;base64,${base64}`
}
