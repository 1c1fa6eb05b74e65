import { readFile, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { ENVIRONMENTS, type Environment } from '#config/deployment-keys.ts'
import { checkCode } from '#connectors/check-code.ts'
import { discoverConnectors } from '#connectors/discover.ts'
import type { ConnectionArtifact, ConnectorFolder, OAuthArtifact } from '#connectors/types.ts'
import { compile } from '#schema/compile.ts'
import { localeChain } from '#schema/texts.ts'
import { own } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { locateDiagnostics } from './bundle-form.ts'
import { diagnoseConfig } from './diagnose-config.ts'
import { findExampleHosts } from './find-example-hosts.ts'

type LintSeverity = 'error' | 'warning' | 'info'

export interface LintFinding {
  /** From the project folder, with forward slashes. */
  file: string
  line: number
  column: number
  severity: LintSeverity
  code: string
  message: string
  /** What to write instead; empty where the message says it. */
  fix: string
}

export interface LintReport {
  /** How many connection types, OAuth configs and actions were looked at, in all their versions. */
  looked: { connections: number; oauths: number; actions: number }
  /** In the order of the files, then of the lines. */
  findings: LintFinding[]
}

type Found = Omit<LintFinding, 'file' | 'fix'> & { fix?: string }

/** Everything an author should know about the connector project at `root`. Runs none of its code, and changes nothing. */
export async function lintProject(root: string): Promise<LintReport> {
  const home = await realpath(root)
  const { connectors, broken } = await discoverConnectors([home])
  const findings: LintFinding[] = broken.map(({ file, line, column, code, message }) => {
    return { file, line, column, severity: 'error', code, message, fix: '' }
  })
  const tell = (file: string, found: readonly Found[]) => {
    const shown = relative(home, file).split(sep).join('/')
    findings.push(...found.map(one => ({ fix: '', ...one, file: shown })))
  }
  const lintCode = once(checkCode)
  for (const connector of connectors) {
    const codes = await Promise.all(
      connector.connections.map(({ folder }) => readFile(join(folder, 'index.js'), 'utf8')),
    )
    for (const [index, artifact] of connector.connections.entries()) {
      tell(artifact.file, lintForm(connector, artifact))
      tell(join(artifact.folder, 'index.js'), lintCode(codes[index] ?? ''))
    }
    for (const oauth of connector.oauths) tell(oauth.file, lintConfig(oauth))
  }
  const count = (of: (connector: ConnectorFolder) => readonly unknown[]) => connectors.flatMap(of).length
  return {
    looked: {
      connections: count(one => one.connections),
      oauths: count(one => one.oauths),
      actions: count(one => one.actions),
    },
    findings: inOrder(findings),
  }
}

/** Versions of a type often share their code word for word. */
function once<T>(look: (text: string) => T): (text: string) => T {
  const known = new Map<string, { found: T }>()
  return text => {
    const { found } = known.get(text) ?? { found: look(text) }
    known.set(text, { found })
    return found
  }
}

function lintForm(connector: ConnectorFolder, artifact: ConnectionArtifact): Found[] {
  const texts = { service: connector.service, chain: localeChain('en'), bundles: connector.locales }
  const { diagnostics } = compile(artifact.document, { texts, profile: 'installed' })
  const located = diagnostics.length > 0 ? locateDiagnostics(diagnostics, parseJsonc(artifact.source)) : []
  return [
    ...warned(artifact),
    ...located.map(({ line, column, severity, rule, message, fix }) => {
      return { line, column, severity, code: rule, message, fix }
    }),
  ]
}

/** As it would load in each environment; what the load file says is not the author's matter. */
function lintConfig(oauth: OAuthArtifact): Found[] {
  const found = environmentsOf(oauth).flatMap(environment => diagnoseConfig(oauth, { environment, params: {} }))
  const unique = new Map(found.map(one => [[one.line, one.column, one.code, one.message].join(), one]))
  return [...warned(oauth), ...unique.values(), ...findExampleHosts(oauth)]
}

/** Where it could be loaded: a service on the same computer talks without TLS, and that only here. */
function environmentsOf({ document }: OAuthArtifact): readonly Environment[] {
  const base = own(document, 'base_url')
  const isLocal = typeof base === 'string' && /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${base}/`)
  return isLocal ? ['local'] : ENVIRONMENTS.filter(isFirstOfItsKind(document))
}

/** Two environments with equal parameters read a config in the same way, unless one of them may do without TLS. */
function isFirstOfItsKind(document: OAuthArtifact['document']): (environment: Environment) => boolean {
  const seen = new Set<string>()
  return environment => {
    const kind = JSON.stringify([environment === 'local', own(document, `env_${environment}_params`) ?? []])
    return seen.size < seen.add(kind).size
  }
}

function warned({ warnings }: Pick<ConnectionArtifact, 'warnings'>): Found[] {
  return warnings.map(warning => ({ ...warning, severity: 'warning' }))
}

function inOrder(findings: LintFinding[]): LintFinding[] {
  return findings.toSorted((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  )
}
