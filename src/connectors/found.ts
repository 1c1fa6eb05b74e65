import { relative, sep } from 'node:path'
import type { BrokenArtifact } from './types.ts'

/** What a reader brings back: the good ones, and a line for each it could not use. */
export interface Found<T> {
  items: T[]
  broken: BrokenArtifact[]
}

/** Where a connector lies. */
export interface ConnectorPlace {
  service: string
  /** The project folder, absolute, links resolved. */
  root: string
  /** The folder that holds `auth`: the project folder or its `src`. */
  home: string
  /** The folder that paths shown to people start from. */
  base: string
}

export interface FileProblem {
  code: string
  message: string
  line: number
  column: number
}

/** A path for people: from the connectors folder, with forward slashes. */
export function shownPath(place: Pick<ConnectorPlace, 'base'>, file: string): string {
  return relative(place.base, file).split(sep).join('/')
}

export function brokenAt(
  place: Pick<ConnectorPlace, 'base' | 'service'>,
  at: { file: string; name: string },
  problem: FileProblem,
): BrokenArtifact {
  return { file: shownPath(place, at.file), service: place.service, name: at.name, ...problem }
}

/** A problem of a file as a whole. */
export function wholeFile(code: string, message: string): FileProblem {
  return { code, message, line: 1, column: 1 }
}
