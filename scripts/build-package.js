import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPage } from './build-page.js'
import { bundleModules } from './bundle-modules.js'
import { packedManifest } from './packed-manifest.js'
import { guard, root, run, SetupError } from './setup.js'

const COPIED = ['bin', 'docs', 'examples/connectors', 'examples/catalogue', 'public', 'README.md', 'LICENSE']
const CACHE = join(root, 'node_modules', '.cache', 'flow-connections')
const MANIFEST = join(root, 'package.json')
/** The clone's own package.json while npm packs the clone itself. */
const KEPT_MANIFEST = join(CACHE, 'package.json')

/** Puts the package as it is published into `folder`. The clone is left as it is. */
async function stage(folder, { page }) {
  if (page) await buildPage()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const path of COPIED) {
    if (!existsSync(join(root, path))) continue
    cpSync(join(root, path), join(folder, path), { recursive: true, filter: from => !from.endsWith('.test.ts') })
  }
  if (page) cpSync(join(root, 'dist', 'web'), join(folder, 'dist', 'web'), { recursive: true })
  writeManifest(join(folder, 'package.json'), await emitAll(join(folder, 'dist')))
}

/** The program, and the one file that connector code's process runs: made here, since no types are stripped later. */
async function emitAll(target) {
  // In the clone lies what an earlier call made, under other names.
  rmSync(join(target, 'parts'), { recursive: true, force: true })
  const packages = await bundleModules(target)
  for (const room of ['sdk', 'client']) {
    cpSync(join(root, 'src', room, 'declarations'), join(target, room), { recursive: true })
  }
  const { bundleChild } = await import('../src/runner/bundle-child.ts')
  mkdirSync(join(target, 'runner'), { recursive: true })
  writeFileSync(join(target, 'runner', 'child.cjs'), bundleChild())
  return packages
}

/** What `npm pack` and `npm publish` call before and after they pack the clone: its package.json is another one between. */
async function prepareClone() {
  restoreClone()
  await buildPage()
  const packages = await emitAll(join(root, 'dist'))
  mkdirSync(dirname(KEPT_MANIFEST), { recursive: true })
  copyFileSync(MANIFEST, KEPT_MANIFEST)
  writeManifest(MANIFEST, packages)
}

function restoreClone() {
  if (existsSync(KEPT_MANIFEST)) renameSync(KEPT_MANIFEST, MANIFEST)
}

function writeManifest(path, packages) {
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'))
  writeFileSync(path, `${JSON.stringify(packedManifest(manifest, packages), null, 2)}\n`)
}

async function pack(folder, destination) {
  const npm = process.env.npm_execpath
  if (!npm) throw new SetupError('The package is packed by npm: start this with npm run pack:tarball.')
  mkdirSync(destination, { recursive: true })
  const args = ['pack', folder, '--pack-destination', destination, '--loglevel=error']
  await run(process.execPath, [npm, ...args], { failure: 'npm could not pack the package: its own lines say why.' })
}

async function main() {
  const { values } = parseArgs({
    options: {
      'before-pack': { type: 'boolean' },
      'after-pack': { type: 'boolean' },
      out: { type: 'string', default: join(CACHE, 'package') },
      'without-page': { type: 'boolean', default: false },
      pack: { type: 'string' },
    },
  })
  if (values['before-pack']) return prepareClone()
  if (values['after-pack']) return restoreClone()
  const folder = resolve(values.out)
  await stage(folder, { page: !values['without-page'] })
  if (values.pack !== undefined) await pack(folder, resolve(values.pack))
}

guard(main)
