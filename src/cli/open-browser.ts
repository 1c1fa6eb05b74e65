import { spawn } from 'node:child_process'

/** How each system opens an address with what its user chose for that. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens the address in the person's browser; `onFailure` is told when there is none. Waits for nothing. */
export function openBrowser(url: string, onFailure: (why: string) => void): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.once('error', error => onFailure('code' in error ? String(error.code) : error.message))
  child.once('exit', code => {
    if (code !== 0 && code !== null) onFailure(`${command} ended with ${code}`)
  })
  child.unref()
}
