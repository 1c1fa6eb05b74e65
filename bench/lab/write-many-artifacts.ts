import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectionTemplate } from '#cli/templates/connection-template.ts'
import { oauthTemplate } from '#cli/templates/oauth-template.ts'
import { BENCH_SCHEMAS } from './bench-schemas.ts'

const CODE = `module.exports = {
  connect: (input, output) => output(null, { handle: input }),
  validate: async (input, options, output) => (input.url ? output(null, true) : output(new Error('no'))),
}
`

/** A project with so many artifacts: of twenty, one OAuth config, one large form and eighteen as they are scaffolded. */
export async function writeManyArtifacts(root: string, count: number): Promise<void> {
  await mkdir(root, { recursive: true })
  await writeFile(join(root, 'package.json'), JSON.stringify({ name: 'many', version: '1.0.0' }))
  const [large] = Object.values(BENCH_SCHEMAS)
  for (let i = 0; i < count; i++) {
    const uid = i.toString(16).padStart(32, '0')
    const named = { title: `Number ${i}`, service: 'many', now: new Date(2026, 2, 2) }
    if (i % 20 === 19) {
      const ids = { id: uid.slice(-24), uid: uid.slice(-24), useV1: i % 40 === 39 }
      await write(root, `auth/oauth/many-o${i}`, oauthTemplate({ name: `many-o${i}`, ...named, ...ids }))
      continue
    }
    const name = `many-c${i}`
    const content = connectionTemplate({ name, version: 'v1', uid, ...named })
    const document = { ...JSON.parse(content['connection.json'] ?? ''), ...(i % 20 === 18 ? { input: large } : {}) }
    await write(root, `auth/connection/${name}/v1`, {
      'connection.json': JSON.stringify(document, null, 2),
      'index.js': CODE,
    })
  }
}

async function write(root: string, folder: string, content: Record<string, string>): Promise<void> {
  await mkdir(join(root, folder), { recursive: true })
  for (const [name, text] of Object.entries(content)) await writeFile(join(root, folder, name), text)
}
