import Type from 'typebox'

/** A free JSON value: form values, uiSchema, handles. */
export const AnyJson = Type.Unknown()
export const JsonRecord = Type.Record(Type.String(), Type.Unknown())

/** ISO 8601 in UTC. */
export const Time = Type.String({ format: 'date-time' })

export const IdParams = Type.Object({ id: Type.String() })

const FieldProblemSchema = Type.Object({
  pointer: Type.String(),
  code: Type.String(),
  detail: Type.String(),
  hint: Type.Optional(Type.String()),
})

/** RFC 9457 with our members; the same shape as `Problem` in `#shared/errors/problem.ts`. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    instance: Type.String(),
    retryable: Type.Boolean(),
    retryAfter: Type.Optional(Type.Number()),
    errors: Type.Optional(Type.Array(FieldProblemSchema)),
    next: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { $id: 'Problem' },
)
