import type { LoginType } from '#shared/contract/connectors.ts'

/** True when the file itself says that something in it was not found in the documentation of the service. */
export function isUnverified({ documentation }: LoginType): boolean {
  return documentation !== undefined && (documentation.read === null || documentation.unverified.length > 0)
}
