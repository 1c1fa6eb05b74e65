import type { CompileOptions } from './types.ts'

/** Limits of one form (forms.md §10.4). */
export interface Caps {
  /** Characters of the file, without the blanks between them. */
  source: number
  depth: number
  nodes: number
  properties: number
  branches: number
  unionDepth: number
  enumValues: number
  text: number
  patternLength: number
  patterns: number
}

/** The limits of a profile. */
export function capsOf(profile: CompileOptions['profile']): Caps {
  return {
    source: profile === 'preview' ? 262_144 : 1_048_576,
    depth: 20,
    nodes: 1500,
    properties: 300,
    branches: 64,
    unionDepth: 3,
    enumValues: 1000,
    text: 4000,
    patternLength: 500,
    patterns: 100,
  }
}
