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
 * Refuses a body that is nested so deep that walking through it could exhaust the stack, and one with a name that would
 * reach into an object's prototype instead of naming a value. Throws `invalid_input` with a pointer into the body.
 */
export async function checkBody({ body }: Pick<FastifyRequest, 'body'>): Promise<void> {
  let level: Level[] = [{ value: body, way: undefined }]
  for (let depth = 0; level.length > 0; depth++) {
    const [first] = level
    if (depth > MOST_LEVELS) {
      throw refusal('too-deep', `This is nested deeper than ${MOST_LEVELS} levels.`, first?.way)
    }
    level = level.flatMap(({ value, way }) => {
      if (typeof value !== 'object' || value === null) return []
      return Object.entries(value).map(([name, inner]): Level => {
        const here = { name, above: way }
        if (name === '__proto__') throw refusal('reserved-name', 'This name cannot be used. Take another one.', here)
        return { value: inner, way: here }
      })
    })
  }
}

function refusal(code: string, detail: string, way: Way | undefined): AppError {
  const names: string[] = []
  for (let here = way; here; here = here.above) names.unshift(here.name)
  const field = { pointer: toPointer(names.slice(0, SHOWN_NAMES)), code, detail }
  return new AppError('invalid_input', { detail: 'The body does not have the expected form.', fields: [field] })
}
