/** What connector code, a host's backend and their compilers ask for. */
const EXPORTS = {
  './client': { types: './dist/client/client.d.ts', default: './dist/client/client.js' },
  './sdk': { types: './dist/sdk/sdk.d.ts', default: './dist/sdk/sdk.js' },
  './ptc-flow-sdk': { types: './dist/sdk/ptc-flow-sdk.d.ts' },
  './package.json': './package.json',
}

/**
 * The package.json that is published. It carries no Node: installed beside a host's own packages, those platform
 * packages would take over the host's `node`. It depends on what the shipped files import, and on nothing else.
 */
export function packedManifest(manifest, importedPackages) {
  const { name, version, description, license, type, engines, bin } = manifest
  const dependencies = Object.fromEntries(
    importedPackages.map(imported => {
      const wanted = manifest.dependencies[imported]
      if (!wanted) throw new Error(`${imported} is imported by what ships, but it is no dependency.`)
      return [imported, wanted]
    }),
  )
  const files = [
    'bin',
    'dist',
    '!dist/web/.built-from',
    'docs',
    'examples/connectors',
    'examples/catalogue',
    '!**/*.test.ts',
    'public',
  ]
  return { name, version, description, license, type, engines, bin, exports: EXPORTS, files, dependencies }
}
