import { isBuiltin, syncBuiltinESMExports } from 'node:module'

/** What reaches other processes although the permission model is on (security.md §3.5). */
const POWERS = ['kill', '_kill', '_debugProcess', '_debugEnd', '_linkedBinding']

/**
 * Functions of Node's own modules that the permission model forgets: the first one slows the server down, the next two
 * make V8 write files and open doors to its inside.
 */
const FUNCTIONS = { 'node:os': ['setPriority'], 'node:v8': ['setFlagsFromString', 'setHeapSnapshotNearHeapLimit'] }

/** Modules that read and write files past the permission model, or call native code. Switched off where Node lets us. */
const MODULES = ['node:sqlite', 'node:ffi']

/** Takes them away before connector code is loaded. Throws when one stays. */
export function removePowers(): void {
  // bwrap leaves the folder it starts in.
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
  for (const power of POWERS) remove(process, power)
  // It tells about the machine, and writes where nobody looks when the process breaks.
  remove(process, 'report')
  for (const [name, functions] of Object.entries(FUNCTIONS)) {
    for (const power of functions) remove(process.getBuiltinModule(name), power)
  }
  for (const name of MODULES) {
    const found: object | undefined = isBuiltin(name) ? process.getBuiltinModule(name) : undefined
    for (const power of Object.keys(found ?? {})) if (found) remove(found, power)
  }
  syncBuiltinESMExports()
}

function remove(owner: object | undefined, power: string): void {
  if (!owner) return
  Reflect.deleteProperty(owner, power)
  if (power in owner) throw new Error(`${power} cannot be removed`)
}
