import { syncBuiltinESMExports } from 'node:module'

/** What reaches other processes although the permission model is on (security.md §3.5). */
const POWERS = ['kill', '_kill', '_debugProcess', '_debugEnd', '_linkedBinding']

/** Takes them from `process` before connector code is loaded. Throws when one stays. */
export function removePowers(): void {
  for (const power of POWERS) {
    Reflect.deleteProperty(process, power)
    if (power in process) throw new Error(`process.${power} cannot be removed`)
  }
  syncBuiltinESMExports()
}
