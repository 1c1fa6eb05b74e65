import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { secretForms } from './secret-forms.ts'

/** Something that was planted, and the kinds of places where it may stand all the same. */
export interface Canary {
  name: string
  secret: string | Uint8Array
  mayStandIn?: readonly PlaceKind[]
}

export type PlaceKind = 'log' | 'answer' | 'release' | 'page' | 'file'

interface Place {
  kind: PlaceKind
  /** Where it was found, for the report: a route, a page, a file. */
  name: string
  bytes: Buffer
}

/** Every place that was collected, to be searched for every canary at the end. */
export function makeHaystack() {
  const places: Place[] = []
  return {
    places,
    add(kind: PlaceKind, name: string, content: string | Uint8Array) {
      places.push({ kind, name, bytes: Buffer.from(content as string) })
    },
    /** Adds every file below a folder, except those below the folders named. */
    async addFolder(folder: string, except: readonly string[] = []) {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue
        const path = join(entry.parentPath, entry.name)
        const shown = relative(folder, path)
        if (except.some(name => shown === name || shown.startsWith(`${name}/`))) continue
        places.push({ kind: 'file', name: shown, bytes: await readFile(path) })
      }
    },
    /** One line for each find in a place where the canary must not stand. */
    finds(canaries: readonly Canary[]): string[] {
      return canaries.flatMap(({ name, secret, mayStandIn = [] }) =>
        secretForms(secret).flatMap(({ form, bytes }) =>
          places
            .filter(place => !mayStandIn.includes(place.kind) && place.bytes.includes(bytes))
            .map(place => `${name} (${form}) in ${place.kind} ${place.name}`),
        ),
      )
    },
  }
}
