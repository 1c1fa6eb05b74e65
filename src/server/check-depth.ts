import type { FastifyRequest } from 'fastify'
import { AppError } from '#shared/errors/app-error.ts'

/** More levels than any form or body of ours has; what walks values may recurse that far. */
const MOST_LEVELS = 64

/** Refuses a body that is nested so deep that walking through it could exhaust the stack. Throws `invalid_input`. */
export async function checkDepth({ body }: Pick<FastifyRequest, 'body'>): Promise<void> {
  let level = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) {
      const detail = `The body is nested deeper than ${MOST_LEVELS} levels.`
      throw new AppError('invalid_input', { detail, fields: [{ pointer: '', code: 'too-deep', detail }] })
    }
    level = level.flatMap(value => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  }
}
