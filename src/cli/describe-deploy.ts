import type { DeployResult } from '#app/app.ts'

/** Changed files that are named one by one. */
const SHOWN = 20
const SIGNS = { added: '+', changed: '~', removed: '-' } as const

/** What a deployment does to what is deployed already: versions whose schema changes, then files. */
export function describeChanges({ changes, schemaChanges }: DeployResult): string[] {
  const rest = changes.length - SHOWN
  return [
    ...schemaChanges.map(line => `  ! ${line.replace(/ Use a new version or .*$| Keep it, or use .*$/, '')}`),
    ...changes.slice(0, SHOWN).map(({ path, change }) => `  ${SIGNS[change]} ${path}`),
    ...(rest > 0 ? [`  and ${rest} more files`] : []),
  ]
}

/** What was deployed, as lines: the connector, then one line for each thing in it. */
export function describeDeploy(result: DeployResult, target: string, dryRun: boolean): string[] {
  const what = `${result.service} ${result.version}`
  if (!result.changed) return [`${what}: unchanged`]
  const files = result.files === 1 ? '1 file' : `${result.files} files`
  return [
    `${what}: ${dryRun ? 'would be deployed' : 'deployed'} to ${target} (${files})`,
    ...result.connections.map(name => `  connection ${name}`),
    ...result.oauths.map(name => `  OAuth ${name}`),
    ...result.actions.map(name => `  action ${name}`),
  ]
}
