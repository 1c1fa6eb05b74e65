import type { Draft } from './draft.ts'

/** A field in its place in the order. */
export type Named = [name: string, field: Draft]
