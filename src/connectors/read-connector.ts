import { basename } from 'node:path'
import type { FileDigests } from './file-digests.ts'
import type { FoundFolder } from './find-folders.ts'
import { brokenAt, type ConnectorPlace, type FileProblem, wholeFile } from './found.ts'
import { hashFolder } from './hash-folder.ts'
import { refuseService } from './names.ts'
import { orderVersions } from './order-versions.ts'
import { type ReadAction, readActions } from './read-actions.ts'
import { readConnections } from './read-connections.ts'
import { codeOf } from './read-document.ts'
import { readIcons } from './read-icons.ts'
import { readLocales } from './read-locales.ts'
import { readManifest } from './read-manifest.ts'
import { readOAuths } from './read-oauths.ts'
import type { BrokenArtifact, ConnectorFolder } from './types.ts'

/** A connector as its own folder tells it: names are not yet compared with those of other connectors. */
export interface ReadConnector {
  place: ConnectorPlace
  /** Null when nothing of the folder can be used. */
  connector: Omit<ConnectorFolder, 'actions'> | null
  actions: ReadAction[]
  broken: BrokenArtifact[]
}

/** Reads one connector folder. Whatever is wrong in it becomes a line in `broken`; never throws. */
export async function readConnector(folder: FoundFolder, digests: FileDigests): Promise<ReadConnector> {
  const manifest = await readManifest(folder.root)
  const place: ConnectorPlace = { ...folder, service: manifest.service }
  const manifestFile = { file: `${folder.root}/package.json`, name: 'package.json' }
  const broken = manifest.problem ? [brokenAt(place, manifestFile, manifest.problem)] : []
  const hashed = await checkFolder(place, digests)
  if ('problem' in hashed) {
    const at = { file: `${folder.root}/${hashed.at}`, name: place.service }
    return { place, connector: null, actions: [], broken: [...broken, brokenAt(place, at, hashed.problem)] }
  }
  const [{ locales, broken: brokenLocales }, { icons, broken: brokenIcons }, connections, oauths, actions] =
    await Promise.all([
      readLocales(place),
      readIcons(place),
      readConnections(place),
      readOAuths(place),
      readActions(place),
    ])
  const ordered = orderVersions(place, connections.items)
  const iconName = [place.service, ...[...ordered.items, ...oauths.items].map(one => one.icon)].find(name =>
    Object.hasOwn(icons, name),
  )
  const connector = {
    service: place.service,
    root: place.root,
    displayName: manifest.displayName,
    version: manifest.version,
    icon: (iconName === undefined ? undefined : icons[iconName]) ?? null,
    icons,
    locales,
    connections: ordered.items,
    oauths: oauths.items,
    folderHash: hashed.hash,
    codeHash: hashed.codeHash,
  }
  const lists = [brokenLocales, brokenIcons, connections.broken, ordered.broken, oauths.broken, actions.broken]
  return { place, connector, actions: actions.items, broken: [...broken, ...lists.flat()] }
}

/** The folder's hash, or why the folder as a whole is refused. */
async function checkFolder(
  place: ConnectorPlace,
  digests: FileDigests,
): Promise<{ hash: string; codeHash: string } | { problem: FileProblem; at: string }> {
  const refused = refuseService(place.service)
  if (refused) return { problem: wholeFile('bad-name', refused), at: 'package.json' }
  try {
    const { hash, codeHash, escapingLink } = await hashFolder(place.root, digests)
    if (escapingLink === null) return { hash, codeHash }
    const message = `this link leads out of the folder ${basename(place.root)}; put a copy of its target here`
    return { problem: wholeFile('link-outside', message), at: escapingLink }
  } catch (error) {
    return { problem: wholeFile('unreadable', `the folder cannot be read (${codeOf(error)})`), at: '' }
  }
}
