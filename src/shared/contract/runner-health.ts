import Type from 'typebox'

/** How connector code is contained on this server, and how its runs go: a part of what the health page shows. */
export const RunnerHealth = Type.Object({
  level: Type.Union([Type.Literal('process'), Type.Literal('bubblewrap')]),
  /** Why it is no higher one, in a sentence; absent at the highest. */
  reason: Type.Optional(Type.String()),
  /** A command that would bring higher walls at the next start; never run unasked. */
  install: Type.Optional(Type.String()),
  /** Runs at once, at most. */
  places: Type.Integer(),
  running: Type.Integer(),
  waiting: Type.Integer(),
  /** Processes that were started ahead for open forms. */
  ahead: Type.Integer(),
  /** Runs since the start by how they ended: `ok`, `refused`, `threw`, `timeout`, `memory`, `cpu`, `crashed` … */
  ended: Type.Record(Type.String(), Type.Integer()),
  /** Of the newest 200 runs; absent before the first. */
  milliseconds: Type.Optional(Type.Object({ p50: Type.Number(), p95: Type.Number() })),
})
export type RunnerHealth = Type.Static<typeof RunnerHealth>
