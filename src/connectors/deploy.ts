import { randomBytes } from 'node:crypto'
import { cp, mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'
import { compareFiles, type FileChange } from './compare-files.ts'
import { discoverConnectors } from './discover.ts'
import { findFolders } from './find-folders.ts'
import { hashFolder, isInside, isLeftOut } from './hash-folder.ts'
import { restoreInterrupted } from './restore-interrupted.ts'
import { schemaChanges } from './schema-changes.ts'
import type { ConnectorFolder } from './types.ts'

export interface DeployOptions {
  /** The project folder. */
  sourceDir: string
  /** The instance's folder; the connector goes to `<targetDir>/connectors/<service>`. */
  targetDir: string
  /** Replace existing versions although their schema changed. */
  allowSchemaOverwrite: boolean
  /** Check everything, write nothing. */
  dryRun: boolean
  /** Told after each file that was copied. */
  onFile?: (copied: number) => void
  /** `replaces` of the dry run that somebody saw: refused when something else is deployed by now. */
  replaces?: string | null
}

export interface Deployment {
  service: string
  version: string
  files: number
  connections: string[]
  oauths: string[]
  actions: string[]
  /** False when exactly this content is deployed already. */
  changed: boolean
  /** SHA-256 (hex) over what is deployed before it; null: nothing is. */
  replaces: string | null
  /** What it does to the files that are deployed already; empty for a connector that is new. */
  changes: FileChange[]
  /** What would break saved work, and was allowed. */
  schemaChanges: string[]
}

/**
 * Copies a connector into the connectors folder of an instance: first beside its place, then by one rename, so that a
 * reader sees the old folder or the new one. Dot files at the top and `.git` are not copied.
 *
 * Throws `AppError`: `wrong_use` (no connector there, or the target lies in it), `connector_unavailable` (something in it is
 * broken, a link leads out), `schema_changed` (flow-format.md §11.2), `changed_meanwhile`.
 */
export async function deployConnector(options: DeployOptions): Promise<Deployment> {
  const connector = await readSource(options.sourceDir)
  const target = join(resolve(options.targetDir), 'connectors', connector.service)
  const source = await hashFolder(connector.root)
  const targetParent = await nearestReal(dirname(target))
  if (isInside(connector.root, join(targetParent, basename(target))) && !isLeftOutBelow(connector.root, targetParent)) {
    throw new AppError('wrong_use', { detail: 'The target folder lies in the connector itself. Name another one.' })
  }
  await restoreInterrupted(dirname(target))
  const deployed = await readDeployed(target)
  const replaces = deployed?.folderHash ?? null
  if (options.replaces !== undefined && options.replaces !== replaces) {
    const detail = `Another deployment of ${connector.service} came in between. Nothing was deployed. Look at what would change now, and deploy again.`
    throw new AppError('changed_meanwhile', { detail })
  }
  const changed = deployed?.folderHash !== source.hash
  const breaking = deployed && changed ? schemaChanges(deployed.connections, connector.connections) : []
  if (breaking.length > 0 && !options.allowSchemaOverwrite) {
    throw new AppError('schema_changed', { detail: breaking.join('\n') })
  }
  const changes = deployed && changed ? await compareFiles(deployed.root, connector.root) : []
  if (changed && !options.dryRun) await replaceFolder(connector.root, target, { hash: source.hash, ...options })
  return {
    service: connector.service,
    version: connector.version,
    files: source.files,
    connections: connector.connections.map(one => `${one.name} ${one.version}`),
    oauths: connector.oauths.map(one => one.name),
    actions: connector.actions.map(one => one.name),
    changed,
    replaces,
    changes,
    schemaChanges: breaking,
  }
}

async function readSource(sourceDir: string): Promise<ConnectorFolder> {
  const root = await realpath(sourceDir).catch(() => null)
  const [folder] = root === null ? [] : await findFolders(root)
  if (folder?.root !== root) {
    const detail = `There is no connector in the source folder: neither auth/connection nor auth/oauth is in ${sourceDir}.`
    throw new AppError('wrong_use', { detail })
  }
  const { connectors, broken } = await discoverConnectors([root])
  // A picker may mean a type of another connector, which is not at hand here.
  const refusing = broken.filter(one => one.code !== 'unknown-picker')
  const [connector] = connectors
  if (!connector || refusing.length > 0) {
    const lines = refusing.map(one => `${one.file}:${one.line}:${one.column} ${one.code}: ${one.message}`)
    throw new AppError('connector_unavailable', { detail: `${lines.join('\n')}\nNothing was deployed.` })
  }
  return connector
}

async function readDeployed(target: string): Promise<ConnectorFolder | undefined> {
  const [folder] = await findFolders(target)
  if (folder?.root !== (await realpath(target).catch(() => null))) return undefined
  const { connectors } = await discoverConnectors([target])
  return connectors[0]
}

interface Expected {
  /** Of what was judged. */
  hash: string
  onFile?: (copied: number) => void
}

async function replaceFolder(source: string, target: string, { hash, onFile }: Expected): Promise<void> {
  const parent = dirname(target)
  const tag = `${basename(target)}-${randomBytes(6).toString('hex')}`
  const fresh = join(parent, `.new-${tag}`)
  const old = join(parent, `.old-${tag}`)
  await mkdir(parent, { recursive: true, mode: 0o700 })
  await removeLeftOvers(parent, basename(target))
  try {
    await copyConnector(source, fresh, onFile)
    const copied = await hashFolder(fresh)
    if (copied.escapingLink !== null) {
      throw new AppError('connector_unavailable', {
        detail: `${copied.escapingLink}: this link names its target by a whole path, so a copy of it leads elsewhere. Make it relative.\nNothing was deployed.`,
      })
    }
    if (copied.hash !== hash) {
      throw new AppError('changed_meanwhile', {
        detail: 'The source folder changed while it was copied. Deploy again.',
      })
    }
    await swap({ fresh, target, old })
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

const TRIES = 5

/** The old folder goes and the new one comes. Where another deployment put its own there meanwhile, that one goes, too. */
async function swap({ fresh, target, old }: { fresh: string; target: string; old: string }): Promise<void> {
  for (let tries = 1; ; tries++) {
    const before = `${old}-${tries}`
    await rename(target, before).catch(ignoreMissing)
    try {
      await rename(fresh, target)
      return
    } catch (error) {
      if (tries < TRIES && isOccupied(error)) continue
      await rename(before, target).catch(ignoreMissing)
      throw error
    } finally {
      await rm(before, { recursive: true, force: true })
    }
  }
}

function isOccupied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
}

/** Entry by entry, since a target such as `<project>/.flow` lies below the project. */
async function copyConnector(source: string, fresh: string, onFile?: (copied: number) => void): Promise<void> {
  await mkdir(fresh)
  let copied = 0
  for (const entry of await readdir(source)) {
    if (isLeftOut(entry, 0)) continue
    await cp(join(source, entry), join(fresh, entry), {
      recursive: true,
      verbatimSymlinks: true,
      filter: path => {
        if (isLeftOut(basename(path), 1)) return false
        onFile?.(++copied)
        return true
      },
    })
  }
}

const LEFT_MS = 600_000

/** A deployment that was killed leaves its working copies behind. */
async function removeLeftOvers(parent: string, service: string): Promise<void> {
  const mine = new RegExp(`^\\.(new|old)-${service}-[0-9a-f]{12}(-\\d)?$`)
  for (const name of (await readdir(parent)).filter(one => mine.test(one))) {
    const about = await stat(join(parent, name)).catch(() => null)
    // One that is young may belong to a deployment that runs beside this one.
    if (about && Date.now() - about.mtimeMs > LEFT_MS) await rm(join(parent, name), { recursive: true, force: true })
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}

/** `path`, or its nearest parent that exists, with links resolved. */
async function nearestReal(path: string): Promise<string> {
  const found = await realpath(path).catch(() => null)
  if (found !== null || dirname(path) === path) return found ?? path
  return join(await nearestReal(dirname(path)), basename(path))
}

/** True for a target such as `<project>/.flow`, which a deployment never copies. */
function isLeftOutBelow(root: string, path: string): boolean {
  return relative(root, path)
    .split(sep)
    .some((name, depth) => isLeftOut(name, depth))
}
