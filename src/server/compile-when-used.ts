import buildAjv from '@fastify/ajv-compiler'
import buildStringify from '@fastify/fast-json-stringify-compiler'
import type { Options } from 'ajv'
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify'

type Validate = ReturnType<FastifySchemaCompiler<unknown>>

/** To polish the code of a schema takes as long as to make it, and somebody waits for the first answer. */
const UNPOLISHED = { optimize: false }

/**
 * Lets Fastify's own compilers make what they make of a schema at the first request that needs it: to compile those of
 * all routes took a third of a second of every start.
 */
export function compileWhenUsed(server: FastifyInstance, customOptions: Options): void {
  const compileValidator = buildAjv()({}, { customOptions: { ...customOptions, code: UNPOLISHED } })
  server.setValidatorCompiler(({ schema }) => {
    let made: Validate | undefined
    const validate: Validate = data => {
      made ??= compileValidator({ schema })
      const valid = made(data)
      // Where Fastify looks for them.
      validate.errors = made.errors ?? null
      return valid
    }
    return validate
  })
  const compileSerializer = buildStringify()({}, { ajv: { code: UNPOLISHED } })
  server.setSerializerCompiler(route => {
    let serialize: ((data: unknown) => string) | undefined
    return data => {
      serialize ??= compileSerializer({ ...route, httpStatus: route.httpStatus ?? '' })
      return serialize(data)
    }
  })
}
