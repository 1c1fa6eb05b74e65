import type { FastifyRequest } from 'fastify'
import { AppError } from '#shared/errors/app-error.ts'
import { toPointer } from '#shared/json-pointer.ts'

/** More levels than any form or body of ours has; what walks values may recurse that far. */
const MOST_LEVELS = 64

/** As much of a pointer as a person can follow. */
const SHOWN_NAMES = 8

interface Level {
  value: unknown
  /** Names from the root, the nearest first. */
  way: Way | undefined
}

interface Way {
  name: string
  above: Way | undefined
}

/**
 * Refuses a body that is nested so deep that walking through it could exhaust the stack. Throws `invalid_input` with a
 * pointer into the body. Names such as `__proto__` are plain names here; the judge of values knows them.
 */
export async function checkBody({ body }: Pick<FastifyRequest, 'body'>): Promise<void> {
  let level: Level[] = [{ value: body, way: undefined }]
  for (let depth = 0; level.length > 0; depth++) {
    const [first] = level
    if (depth > MOST_LEVELS) throw tooDeep(first?.way)
    level = level.flatMap(({ value, way }) =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).map(([name, inner]): Level => ({ value: inner, way: { name, above: way } })),
    )
  }
}

function tooDeep(way: Way | undefined): AppError {
  const names: string[] = []
  for (let here = way; here; here = here.above) names.unshift(here.name)
  const detail = `This is nested deeper than ${MOST_LEVELS} levels.`
  const field = { pointer: toPointer(names.slice(0, SHOWN_NAMES)), code: 'too-deep', detail }
  return new AppError('invalid_input', { detail: 'The body does not have the expected form.', fields: [field] })
}
