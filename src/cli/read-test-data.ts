import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type JsonObject, own } from '#shared/json.ts'

const TEST_DATA_FILE = 'test/testData/connectionTestData.js'

/** How long the file may take: it only names values. */
const LIMIT_MS = 10_000

/**
 * Answers on a pipe of its own, since the file may print. Of an error only its name and line are told: its words, and
 * the source that Node prints with them, may hold a secret.
 */
const SCRIPT = `const answer = data => require('node:fs').writeSync(3, JSON.stringify(data))
try {
  const data = require(process.argv[1])
  const { testInput, testOutput } = data.default ?? data
  answer({ testInput, testOutput })
} catch (error) {
  const line = /connectionTestData\\.js:(\\d+)/.exec(error?.stack)?.[1]
  answer({ problem: error?.name + (line ? ' in line ' + line : '') })
}`

export interface TestData {
  testInput: JsonObject
  testOutput: JsonObject
}

/**
 * What the project's test data names; undefined where there is none. The file is code, so it runs in a process of its
 * own, with the environment of this one. Throws `wrong_use` when it cannot be used, without a word of its content.
 */
export async function readTestData(root: string): Promise<TestData | undefined> {
  const file = join(root, TEST_DATA_FILE)
  if (!existsSync(file)) return undefined
  const { end, data } = await run(file, root)
  const refuse = (reason: string) =>
    new AppError('wrong_use', { detail: `${TEST_DATA_FILE} cannot be used: ${reason}.` })
  if (!isObject(data)) throw refuse(end === 'SIGKILL' ? 'it took longer than 10 s' : `it ended with ${end}`)
  const problem = own(data, 'problem')
  if (typeof problem === 'string') throw refuse(problem)
  const [input, output] = [own(data, 'testInput'), own(data, 'testOutput')]
  if (input !== undefined && !isObject(input)) throw refuse('testInput has to be an object')
  return { testInput: input ?? {}, testOutput: isObject(output) ? output : {} }
}

function run(file: string, cwd: string): Promise<{ end: number | string; data: unknown }> {
  const child = spawn(process.execPath, ['-e', SCRIPT, file], { cwd, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const { promise, resolve, reject } = Promise.withResolvers<{ end: number | string; data: unknown }>()
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  let answer = ''
  const pipe = child.stdio[3] as Readable
  pipe.setEncoding('utf8').on('data', (text: string) => {
    answer += text
  })
  child.once('error', reject)
  child.once('close', (code, signal) => resolve({ end: code ?? signal ?? 'nothing', data: parse(answer) }))
  return promise.finally(() => clearTimeout(timer))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
