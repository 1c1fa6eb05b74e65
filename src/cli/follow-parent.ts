import { fstatSync } from 'node:fs'

/** Calls `onGone` once when the process that started this one is no more, however it ended. */
export function followParent(onGone: () => void): void {
  const parent = process.ppid
  let gone = false
  const tell = () => {
    if (!gone) onGone()
    gone = true
  }
  process.once('disconnect', tell)
  // Listening holds the channel open, and with it this process: it is watched, but it keeps nothing alive.
  process.channel?.unref()
  const stdin = fstatSync(0, { throwIfNoEntry: false })
  if (stdin?.isFIFO() || stdin?.isSocket()) {
    process.stdin.once('end', tell).once('close', tell).resume()
    if ('unref' in process.stdin) process.stdin.unref()
  }
  setInterval(() => {
    if (process.ppid !== parent) tell()
  }, 500).unref()
}
