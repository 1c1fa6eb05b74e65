import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { findPlace, type Place } from './find-place.ts'

export interface LoadedConnector {
  /** What the module exports. Rejects with what it threw. */
  module: Promise<unknown>
  /** From now on errors that nobody caught go to `take`, those of before at once. */
  listen(take: (error: unknown) => void): void
  /** Where an error of loading it came from. */
  placeOf(error: unknown): Place | undefined
}

const STACK_FRAMES = 50

/**
 * Loads the connector's code, perhaps long before it is called: what goes wrong until then is kept. `read` names the files
 * that have been read for it.
 */
export function loadConnector(file: string, read: readonly string[]): LoadedConnector {
  const early: unknown[] = []
  let listener: ((error: unknown) => void) | undefined
  process.on('uncaughtException', error => {
    if (listener) listener(error)
    else early.push(error)
  })
  // Most of a stack that ends in a failed load is Node's own; the author's part stands below it.
  Error.stackTraceLimit = STACK_FRAMES
  const root = process.cwd()
  const module = load(file)
  // It is asked for when the call comes; until then it counts as heard.
  module.catch(() => undefined)
  return {
    module,
    listen(take) {
      listener = take
      for (const error of early.splice(0)) take(error)
    },
    placeOf: error => findPlace(error, root, read),
  }
}

/**
 * By `require`, which needs some ms less than `import` until it stands and loads ES modules as well; all but those that
 * wait for something at their top level, of which nothing has run when it says so.
 */
async function load(file: string): Promise<unknown> {
  try {
    return createRequire(file)(file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_REQUIRE_ASYNC_MODULE')) throw error
    return await import(pathToFileURL(file).href)
  }
}
