import { spawn } from 'node:child_process'
import { root, SetupError } from './setup.js'
import { watchParents } from './watch-parents.js'

const STOP_PATIENCE_MS = 5_000

/**
 * Starts programs that live exactly as long as we do. Each gets a pipe as standard input, whose end tells it that we
 * are gone even when we were killed without a word; and we end when our own parent goes, because a killed npm
 * takes nobody along.
 */
export function createSupervisor() {
  const children = new Set()
  let stopping

  const stop = (exitCode = 0) => {
    stopping ??= (async () => {
      unwatch()
      for (const child of children) child.kill('SIGTERM')
      const patience = setTimeout(() => {
        for (const child of children) child.kill('SIGKILL')
      }, STOP_PATIENCE_MS)
      await Promise.all([...children].map(child => child.ended))
      clearTimeout(patience)
      process.exit(exitCode)
    })()
    return stopping
  }

  const unwatch = watchParents(() => stop())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop())

  /** Starts `name` and waits for its `{ ready }` message. When it ends later, everything ends. */
  const start = (name, command, args, env) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['pipe', 'inherit', 'inherit', 'ipc'] })
    children.add(child)
    child.stdin.on('error', () => undefined) // the child went first: its end is told by 'exit'
    child.ended = new Promise(resolve => child.once('exit', resolve))
    return new Promise((resolve, reject) => {
      child.on('message', message => {
        if (message?.ready) resolve(message.ready)
      })
      child.on('error', error => reject(new SetupError(`${name} could not be started (${error.message}).`)))
      child.on('exit', code => {
        children.delete(child)
        reject(new SetupError(`${name} ended before it was ready: its own lines above say why.`))
        if (!stopping) stop(code === 0 ? 0 : 1)
      })
    })
  }

  return { start, stop }
}
