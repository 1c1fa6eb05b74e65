import type { JsonObject } from '#shared/json.ts'

/** As many controls as half of the foreign forms have at most (forms.md §11). */
export const PLAIN_SCHEMA = {
  type: 'object',
  title: 'Depot',
  required: ['url', 'password'],
  properties: {
    url: { type: 'string', title: 'Server URL', minLength: 1 },
    user: { type: 'string', title: 'User' },
    password: { type: 'string', title: 'Password', minLength: 1 },
    parallel: { type: 'number', title: 'Parallel requests', default: 5 },
  },
} satisfies JsonObject

/** Of each ten fields: what connection forms are made of. */
const KINDS: readonly JsonObject[] = [
  { type: 'string', minLength: 1 },
  { type: 'string' },
  { type: 'number', default: 30 },
  { type: 'string', format: 'url' },
  { type: 'boolean', default: false },
  { type: 'string', enum: ['eu-central', 'eu-west', 'us-east', 'us-west'] },
  { type: 'string', format: 'password' },
  { type: 'string', pattern: '^[a-z0-9-]+$' },
  { type: 'integer', minimum: 1, maximum: 65_535 },
  { type: 'string', maxLength: 200 },
]
/** An object may have 300 properties only (forms.md §10.4). */
const GROUP = 25
const LOGIN = 4

/**
 * So many visible fields in groups of 25, the last four of each in a union of three branches: nearly nine of ten foreign
 * forms with 20 fields and more have a union, two on average.
 */
function wideSchema(fields: number): JsonObject {
  const groups = Array.from({ length: fields / GROUP }, (_, i) => [`group${i}`, groupSchema(i)])
  return { type: 'object', title: 'Depot', properties: Object.fromEntries(groups) }
}

function groupSchema(index: number): JsonObject {
  return {
    type: 'object',
    title: `Part ${index + 1}`,
    required: ['field0'],
    properties: { ...someFields(GROUP - LOGIN), login: loginSchema() },
  }
}

function loginSchema(): JsonObject {
  const branch = (tag: string) => ({
    type: 'object',
    title: tag,
    required: ['method', 'field0'],
    properties: { method: { type: 'string', const: tag }, ...someFields(LOGIN) },
  })
  return { type: 'object', title: 'Login', oneOf: ['password', 'token', 'certificate'].map(branch) }
}

function someFields(count: number): JsonObject {
  const field = (i: number) => [
    `field${i}`,
    {
      title: `Setting ${i + 1}`,
      description: `What the service does with setting ${i + 1}`,
      ...KINDS[i % KINDS.length],
    },
  ]
  return Object.fromEntries(Array.from({ length: count }, (_, i) => field(i)))
}

/** Every form that the benchmarks open, by the name of its type. */
export const BENCH_SCHEMAS: Readonly<Record<string, JsonObject>> = {
  'bench-plain': PLAIN_SCHEMA,
  'bench-50': wideSchema(50),
  'bench-500': wideSchema(500),
}
