import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** One `import` or `export … from` of a file, as written and as resolved. */
interface ImportArrow {
  from: string
  specifier: string
  /** Path from the repository's root, or undefined for a package or a built-in. */
  to: string | undefined
  typeOnly: boolean
}

export interface ImportGraph {
  files: string[]
  arrows: ImportArrow[]
}

/** What a room of `src` may import, as `docs` of the house say: only downwards. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  shared: [],
  schema: ['shared'],
  connectors: ['shared'],
  oauth: ['shared'],
  runner: ['shared'],
  egress: ['shared'],
  vault: ['shared'],
  store: ['shared'],
  sdk: [],
  client: [],
  config: ['shared'],
  app: ['connectors', 'oauth', 'runner', 'egress', 'vault', 'store', 'schema', 'shared', 'config'],
  server: ['app', 'shared', 'config'],
  cli: ['app', 'schema', 'shared', 'config', 'server'],
  web: ['schema', 'shared'],
}

/** The floors inside the page, from the top. A feature never imports another feature. */
const WEB_FLOORS = ['pages', 'features', 'form', 'components', 'lib', 'styles'] as const

/** What stands around `src`, from the top: benchmarks run on the scores' lab, scores drive the browser as e2e does. */
const OUTER_FLOORS = ['bench', 'score', 'e2e', 'src'] as const

/** Rooms whose code may run in a browser: no Node built-in. */
const BROWSER_ROOMS = new Set(['web', 'schema', 'shared'])

const IMPORT =
  /(?:^|[\n;])\s*(?:import|export)\s+(?<type>type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"](?<static>[^'"\n]+)['"]|\bimport\(\s*['"](?<dynamic>[^'"\n]+)['"]\s*\)/g

/** Reads every source file below `folders` and follows their imports. Fixtures are foreign code and are left out. */
export function readImportGraph(root: string, folders: readonly string[]): ImportGraph {
  const files = folders.flatMap(folder => sourceFiles(join(root, folder))).map(file => toPosix(relative(root, file)))
  const known = new Set(files)
  const arrows: ImportArrow[] = []
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    for (const match of text.matchAll(IMPORT)) {
      const specifier = match.groups?.['static'] ?? match.groups?.['dynamic']
      if (!specifier) continue
      const to = resolveImport(root, file, specifier)
      arrows.push({
        from: file,
        specifier,
        to: to && known.has(to) ? to : to,
        typeOnly: Boolean(match.groups?.['type']),
      })
    }
  }
  return { files, arrows }
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory())
        return entry.name === 'fixtures' || entry.name === 'node_modules' ? [] : sourceFiles(path)
      return /\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
    })
    .sort()
}

function resolveImport(root: string, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`
  if (!specifier.startsWith('.')) return undefined
  return toPosix(relative(root, resolve(root, dirname(from), specifier)))
}

function toPosix(path: string): string {
  return path.split(sep).join('/')
}

/** The room a file of `src` stands in; undefined elsewhere. */
function roomOf(file: string): string | undefined {
  return /^src\/([^/]+)\//.exec(file)?.[1]
}

/** Every circle of files, each named once by its files in order. Imports of types alone count too. */
export function findCircles(graph: ImportGraph): string[][] {
  const next = new Map<string, string[]>()
  for (const arrow of graph.arrows) if (arrow.to) next.set(arrow.from, [...(next.get(arrow.from) ?? []), arrow.to])
  const circles: string[][] = []
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string) => {
    const seen = path.indexOf(file)
    if (seen !== -1) {
      circles.push([...path.slice(seen), file])
      return
    }
    if (done.has(file)) return
    path.push(file)
    for (const target of next.get(file) ?? []) visit(target)
    path.pop()
    done.add(file)
  }
  for (const file of graph.files) visit(file)
  return circles
}

/** Arrows between rooms, or between floors of the page, that the house forbids; each as one readable line. */
export function findForbiddenArrows(graph: ImportGraph): string[] {
  return graph.arrows.flatMap(arrow => {
    const reason = forbidden(arrow)
    return reason ? [`${arrow.from} -> ${arrow.to ?? arrow.specifier}: ${reason}`] : []
  })
}

function forbidden(arrow: ImportArrow): string | undefined {
  const from = roomOf(arrow.from)
  if (isTest(arrow.from)) return undefined
  if (from === undefined) return forbiddenOutside(arrow)
  if (arrow.specifier.startsWith('node:') && BROWSER_ROOMS.has(from)) return `${from} runs in the browser`
  const to = arrow.to && roomOf(arrow.to)
  if (!arrow.to) return undefined
  if (to === undefined) return 'outside src'
  if (from === to) return from === 'web' ? forbiddenInWeb(arrow.from, arrow.to) : undefined
  if (!(MAY_IMPORT[from] ?? []).includes(to)) return `${from} may not import ${to}`
  if (from === 'server' && to === 'app' && !SERVER_MAY_SEE.test(arrow.to)) return 'server sees app through compose.ts'
  if (from === 'cli' && to === 'server' && !/^src\/server\/(create-server|listen)\.ts$/.test(arrow.to))
    return 'cli only serves'
  return undefined
}

function forbiddenOutside({ from, to }: ImportArrow): string | undefined {
  const floor = (file: string) => OUTER_FLOORS.indexOf(file.split('/')[0] as (typeof OUTER_FLOORS)[number])
  const [a, b] = [floor(from), floor(to ?? from)]
  return a !== -1 && b !== -1 && b < a ? 'up the floors around src' : undefined
}

const SERVER_MAY_SEE = /^src\/app\/(compose|app)\.ts$/

function forbiddenInWeb(from: string, to: string): string | undefined {
  const floor = (file: string) => WEB_FLOORS.indexOf(file.split('/')[2] as (typeof WEB_FLOORS)[number])
  const [a, b] = [floor(from), floor(to)]
  if (a === -1) return undefined
  if (b === -1 || b < a) return 'up the floors of the page'
  const feature = (file: string) => /^src\/web\/features\/([^/]+)/.exec(file)?.[1]
  if (a === b && feature(from) !== feature(to)) return 'a feature imports another feature'
  return undefined
}

export function isTest(file: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(file)
}
