import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SERVICE, type VerdictForm } from './read-forms.ts'

const MANIFEST = { name: 'verdict', version: '1.0.0', main: 'index.js', flow: { service: SERVICE } }

/** Agrees to everything: what is measured here is said before its turn. */
const CODE = `module.exports = {
  connect: (input, output) => output(null, { handle: {} }),
  validate: (input, options, output) => output(null, true),
}
`

/** Writes one connector whose types have these forms, and gives its folder. */
export async function writeTypes(connectors: string, forms: readonly VerdictForm[]): Promise<string> {
  const root = join(connectors, SERVICE)
  await mkdir(root, { recursive: true })
  await writeFile(join(root, 'package.json'), JSON.stringify(MANIFEST))
  await writeFile(join(root, 'index.js'), 'module.exports = {}\n')
  for (const { type, document } of forms) {
    const folder = join(root, 'auth', 'connection', type, 'v1')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'connection.json'), JSON.stringify(document))
    await writeFile(join(folder, 'index.js'), CODE)
  }
  return root
}
