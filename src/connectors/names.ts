const SERVICE = /^[a-z][a-z0-9-]{0,39}$/
const HYPHENATED = /^[A-Za-z][A-Za-z0-9-]{0,79}$/
const UNDERSCORED = /^[A-Za-z][A-Za-z0-9_-]{0,79}$/
const VERSION = /^v([1-9][0-9]{0,8})$/

/** Why `name` cannot be the name of a connection type or action; null when it can (flow-format.md §1). */
export function refuseName(name: string): string | null {
  if (HYPHENATED.test(name)) return null
  return `the name "${shorten(name)}" cannot be used: it starts with a letter and has letters, digits and hyphens only, at most 80`
}

/** As `refuseName`, for OAuth configs: stock names hold underscores, so they are read too. */
export function refuseOAuthName(name: string): string | null {
  if (UNDERSCORED.test(name)) return null
  return `the name "${shorten(name)}" cannot be used: it starts with a letter and has letters, digits, hyphens and underscores only, at most 80`
}

export function refuseService(service: string): string | null {
  if (SERVICE.test(service)) return null
  return `the service name "${shorten(service)}" cannot be used: it starts with a small letter and has small letters, digits and hyphens only, at most 40; set "flow": {"service": "…"} in package.json`
}

/** The number in `v3`; null for any other text. */
export function versionNumber(version: string): number | null {
  const match = VERSION.exec(version)
  return match ? Number(match[1]) : null
}

/** `flow.service`, else the package name without scope, leading `ptc-` and trailing `-connector`, else the folder name. */
export function serviceOf(manifest: { service: string; packageName: string }, folderName: string): string {
  if (manifest.service) return manifest.service
  const name = manifest.packageName.replace(/^@[^/]*\//, '')
  return name.replace(/^ptc-/, '').replace(/-connector$/, '') || folderName
}

/** `cloud-billing` becomes `Cloud Billing`. */
export function titleFrom(name: string): string {
  return name
    .split(/[-_]+/)
    .filter(Boolean)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

function shorten(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`
}
