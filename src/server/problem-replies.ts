import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '#app/app.ts'
import { AppError, type FieldProblem } from '#shared/errors/app-error.ts'
import { encodeProblem, type Problem } from '#shared/errors/problem.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { API_HEADERS } from './security-headers.ts'

type ValidationPart = NonNullable<FastifyError['validation']>[number]

/** Turns every failure into `application/problem+json`. Nothing of an unexpected error leaves but the request's id. */
export function answerProblems(server: FastifyInstance, app: App): void {
  server.setErrorHandler((error: unknown, request, reply) => {
    const known = translateError(error)
    if (!known) app.log.fault(request.id, error)
    return sendProblem(request, reply, known ?? error)
  })
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const problem = encodeProblem(error, request.id)
  return reply
    .status(problem.status)
    .headers(headersOf(problem))
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem)
}

/** Of an answer that is a problem. */
export function headersOf({ code, retryAfter }: Problem): Record<string, string> {
  return {
    ...API_HEADERS,
    'Content-Type': 'application/problem+json',
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfter)) }),
    ...(code === 'unauthorized' ? { 'WWW-Authenticate': 'Bearer' } : {}),
  }
}

/** The failure in our own words; undefined for a fault of ours. */
export function translateError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  return isFastifyError(error) ? translateFastifyError(error) : undefined
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && /^FST_/.test(String(error.code))
}

function translateFastifyError(error: FastifyError): AppError | undefined {
  if (error.validation) return describeBadRequest(error)
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new AppError('too_large', { detail: 'The request is larger than this address takes.', cause: error })
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new AppError('bad_request', { detail: 'Send the body as application/json.', cause: error })
  }
  if (error.code === 'FST_ERR_BAD_URL') {
    return new AppError('bad_request', { detail: 'The address of this request cannot be read.', cause: error })
  }
  // No name or id of ours is so long.
  if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') {
    return new AppError('not_found', { detail: 'There is nothing at this address.', cause: error })
  }
  const status = error.statusCode ?? 500
  if (status >= 500) return undefined
  return new AppError('bad_request', { detail: 'The body is not well-formed JSON.', cause: error })
}

function describeBadRequest(error: FastifyError): AppError {
  const parts = error.validation ?? []
  if (error.validationContext !== 'body') {
    return new AppError('bad_request', { detail: 'The address of this request has a part with a wrong form.' })
  }
  const fields = new Map<string, FieldProblem>()
  for (const part of parts) {
    const problem = describePart(part)
    // Every branch of a union complains; the place is told once.
    if (!fields.has(problem.pointer)) fields.set(problem.pointer, problem)
  }
  if (fields.size > 1) fields.delete('')
  return new AppError('invalid_input', {
    detail: 'The body does not have the expected form.',
    fields: [...fields.values()],
  })
}

function describePart(part: ValidationPart): FieldProblem {
  const { missingProperty, additionalProperty, type } = part.params as Record<string, unknown>
  const child = missingProperty ?? additionalProperty
  const pointer = part.instancePath + (typeof child === 'string' ? toPointer([child]) : '')
  return { pointer, code: part.keyword, detail: wordsOf(part.keyword, type) }
}

function wordsOf(keyword: string, type: unknown): string {
  if (keyword === 'required') return 'This is missing.'
  if (keyword === 'additionalProperties') return 'This is not known here.'
  if (keyword === 'type' && typeof type === 'string') return `This has to be of the type ${type}.`
  return 'This does not have the expected form.'
}
