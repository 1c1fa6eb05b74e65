import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const EVERY_MS = 500

/**
 * Calls `onGone` when whoever started us is gone. npm stands behind a shell of its own: that shell outlives a killed
 * npm and keeps us as its child, so the shell's parent is watched as well as our own.
 */
export function watchParents(onGone) {
  const parent = process.ppid
  const npm = process.env.npm_lifecycle_event && process.platform !== 'win32' ? parentOf(parent) : undefined
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isStillThere(parent, npm))) return
    clearInterval(timer)
    onGone()
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

function isStillThere(shell, npm) {
  if (process.platform === 'linux') return parentOf(shell) === npm // free, and right also while npm is a zombie
  try {
    process.kill(npm, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function parentOf(pid) {
  if (process.platform !== 'linux')
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }))
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined
    throw error
  }
}
