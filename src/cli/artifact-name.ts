import { AppError } from '#shared/errors/app-error.ts'

const SERVICE = /^[a-z][a-z0-9-]{0,39}$/
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,79}$/
const VERSION = /^v[1-9][0-9]{0,8}$/

/** Refuses a project or service name that breaks flow-format.md §1. */
export function checkServiceName(what: 'project' | 'service', name: string): string {
  if (SERVICE.test(name)) return name
  const detail = `The ${what} name "${name}" cannot be used. It starts with a small letter, then small letters, digits and hyphens, at most 40 in all.${suggest(name, SERVICE)}`
  throw new AppError('wrong_use', { detail })
}

/** Full name of an artifact: the service is put before it unless it stands there already. */
export function artifactName(service: string, name: string): string {
  const full = name.startsWith(`${service}-`) ? name : `${service}-${name}`
  if (NAME.test(name) && NAME.test(full) && !name.endsWith('-')) return full
  const detail = `The name "${name}" cannot be used. It starts with a letter, then letters, digits and hyphens, at most 80 with the service.${suggest(name, NAME)}`
  throw new AppError('wrong_use', { detail })
}

/** The nearest name that the rule allows, as a sentence; nothing where none is left of it. */
function suggest(name: string, rule: RegExp): string {
  const small = rule === SERVICE ? name.toLowerCase() : name
  const near = small
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^[^A-Za-z]+|-+$/g, '')
    .slice(0, 40)
  return rule.test(near) && near !== name ? ` Did you mean "${near}"?` : ''
}

/** Refuses a version that is not `v` and a positive whole number. */
export function checkVersion(version: string): string {
  if (VERSION.test(version)) return version
  const near = `v${version.replace(/^[vV]?0*/, '')}`
  const hint = VERSION.test(near) ? ` Did you mean "${near}"?` : ''
  throw new AppError('wrong_use', {
    detail: `The version "${version}" cannot be used. Versions are v1, v2 and so on.${hint}`,
  })
}

/** `depot-cloud` as people read it: `Depot Cloud`. */
export function titleOf(name: string): string {
  return name
    .split('-')
    .filter(Boolean)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

/** The service that a package name stands for: without its scope, a leading `ptc-` and a trailing `-connector`. */
export function serviceOfPackage(packageName: string): string {
  return packageName
    .replace(/^@[^/]*\//, '')
    .replace(/^ptc-/, '')
    .replace(/-connector$/, '')
}
