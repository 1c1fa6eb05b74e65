import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One row of the checklist of docs/contract/oauth.md §3. */
export interface ConformanceRow {
  id: string
  duty: string
  /** Its work comes after everything else: device flow, PAR, DPoP, mutual TLS, introspection, token exchange. */
  isLast: boolean
}

const LAST: ReadonlySet<string> = new Set(['7662-1', '8628-1', '8628-2', '8693-1', '8705-1', '9126-1', '9449-1'])

export async function readConformanceRows(root: string): Promise<ConformanceRow[]> {
  const text = await readFile(join(root, 'docs/contract/oauth.md'), 'utf8')
  const [, section = ''] = /^## 3\. Conformance checklist$(.*?)^## /ms.exec(text) ?? []
  return [...section.matchAll(/^\| ([A-Z0-9.]+-\d+) \| (.*?) \|/gm)].map(([, id = '', duty = '']) => ({
    id,
    duty,
    isLast: LAST.has(id),
  }))
}
