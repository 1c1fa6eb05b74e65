import type { CompileOptions } from './types.ts'

/** Limits of one form (forms.md §10.4). */
export interface Caps {
  depth: number
  nodes: number
  properties: number
  branches: number
  unionDepth: number
  enumValues: number
  text: number
  patternLength: number
  patterns: number
  /** In a preview a pattern that may take exponential time is dropped; an installed one only gets a warning. */
  riskyPatterns: boolean
}

/** The limits of a profile. */
export function capsOf(profile: CompileOptions['profile']): Caps {
  return {
    depth: 20,
    nodes: 1500,
    properties: 300,
    branches: 64,
    unionDepth: 3,
    enumValues: 1000,
    text: 4000,
    patternLength: 500,
    patterns: 100,
    riskyPatterns: profile === 'installed',
  }
}
