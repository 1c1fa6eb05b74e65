import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'

const ROOT = join(import.meta.dirname, '..', '..')

export interface Asset {
  name: string
  body: string | Uint8Array
}

/** Builds what one file needs, in memory; its script is called `entry.js`. React is its development build. */
export async function bundle(entry: string, config: InlineConfig): Promise<Asset[]> {
  const result = await build({
    ...config,
    root: ROOT,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      target: 'es2024',
      minify: false,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      manifest: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: { entry },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: 'entry[extname]' },
      },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  return outputs
    .flatMap(output => ('output' in output ? output.output : []))
    .map(part => ({ name: part.fileName, body: part.type === 'chunk' ? part.code : part.source }))
}
