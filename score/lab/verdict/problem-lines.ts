import { AppError } from '#shared/errors/app-error.ts'

/** What a judge said, in any order: `/password Fill in this field.`; nothing for values it takes. */
export type Said = readonly string[]

export function linesOf(problems: readonly { pointer: string; detail: string }[]): Said {
  return problems.map(({ pointer, detail }) => `${pointer} ${detail}`).toSorted()
}

/** What a refusal says of the fields. Throws what is no refusal. */
export function linesOfRefusal(error: unknown): Said {
  if (error instanceof AppError && error.fields.length > 0) return linesOf(error.fields)
  throw error
}

export function sameLines(a: Said, b: Said): boolean {
  return a.length === b.length && a.every((line, i) => line === b[i])
}
