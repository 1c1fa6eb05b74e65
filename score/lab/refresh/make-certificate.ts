import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Certificate } from './token-server.ts'

const run = promisify(execFile)

/** A certificate for `localhost` that is good for so many days; -1: it ended yesterday. Undefined without OpenSSL. */
export async function makeCertificate(folder: string, days: number): Promise<Certificate | undefined> {
  const at = (name: string) => join(folder, `${name}-${days}.pem`)
  await writeFile(at('names'), 'subjectAltName=DNS:localhost\n')
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', at('key')]
  const sign = ['-req', '-in', at('request'), '-signkey', at('key'), '-extfile', at('names')]
  try {
    await run('openssl', ['req', '-new', ...key, '-out', at('request'), '-subj', '/CN=localhost'])
    await run('openssl', ['x509', ...sign, '-days', String(days), '-out', at('cert')])
  } catch {
    return undefined
  }
  return { key: await readFile(at('key'), 'utf8'), cert: await readFile(at('cert'), 'utf8') }
}
