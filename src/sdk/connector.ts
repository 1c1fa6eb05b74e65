import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** One artifact of a connector project. */
interface ConnectorArtifact {
  name: string
  version: string
  folder: string
  /** The JSON file, read when asked for. */
  readonly definition: unknown
  /** What its `index.js` exports, loaded when asked for; undefined for an OAuth config. */
  readonly code: unknown
}

type Artifacts = Record<string, ConnectorArtifact>

const NO_FOLDER = new Set<unknown>(['ENOENT', 'ENOTDIR'])

/**
 * What a connector project's `index.js` exports: `new Connector(__dirname)`. Offers the project's artifacts by name, of
 * each the highest version. Nothing is read before it is asked for.
 */
export class Connector {
  readonly dir: string

  constructor(dir: string) {
    this.dir = dir
  }

  get connections(): Artifacts {
    return readVersioned(join(this.dir, 'auth', 'connection'), 'connection.json')
  }

  get actions(): Artifacts {
    return readVersioned(join(this.dir, 'action'), 'action.json')
  }

  get oauths(): Artifacts {
    const parent = join(this.dir, 'auth', 'oauth')
    return byName(
      foldersIn(parent).map(name => artifact({ folder: join(parent, name), name, version: 'v1' }, 'config.json')),
    )
  }
}

function readVersioned(parent: string, fileName: string): Artifacts {
  const found = foldersIn(parent).map(name => {
    const folder = join(parent, name)
    const versions = foldersIn(folder).filter(version => /^v[1-9]\d*$/.test(version))
    const version = versions.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))).at(-1)
    return artifact({ folder: version ? join(folder, version) : folder, name, version: version ?? 'v1' }, fileName)
  })
  return byName(found)
}

function artifact(place: { folder: string; name: string; version: string }, fileName: string): ConnectorArtifact {
  return {
    ...place,
    get definition(): unknown {
      return JSON.parse(readFileSync(join(place.folder, fileName), 'utf8'))
    },
    get code(): unknown {
      return fileName === 'config.json' ? undefined : createRequire(join(place.folder, 'index.js'))('./index.js')
    },
  }
}

function byName(artifacts: ConnectorArtifact[]): Artifacts {
  return Object.fromEntries(artifacts.map(one => [one.name, one]))
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(entry => entry.name)
      .sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && NO_FOLDER.has(error.code)) return []
    throw error
  }
}
