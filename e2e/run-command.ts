import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RunningApp } from './running-app.ts'

const root = join(import.meta.dirname, '..')

/** Runs `flow` or `flow-deploy` against the data of a running app, as its administrator would. */
export function runCommand(app: RunningApp, bin: 'flow' | 'flow-deploy', args: string[], cwd = root) {
  return promisify(execFile)(process.execPath, [join(root, 'bin', `${bin}.js`), ...args], {
    cwd,
    env: { ...process.env, ...app.env },
  })
}
