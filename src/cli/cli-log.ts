import { LOG_LEVELS, type LogLevel } from '#config'
import type { Terminal } from './terminal.ts'

export interface CliLog {
  debug(text: string): void
  info(text: string): void
  warn(text: string): void
}

/** Log lines as the original prints them: `[2026-03-02T09:00:00.000] [INFO] default - Project depot created …`. */
export function createCliLog(terminal: Terminal, level: LogLevel): CliLog {
  const line = (name: LogLevel, text: string) => {
    if (LOG_LEVELS.indexOf(name) > LOG_LEVELS.indexOf(level)) return
    const framed = `[${localTime(terminal.now())}] [${name.toUpperCase()}] default - ${text}`
    if (name === 'warn') terminal.err(terminal.colour('yellow', framed))
    else terminal.out(framed)
  }
  return { debug: text => line('debug', text), info: text => line('info', text), warn: text => line('warn', text) }
}

function localTime(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, -1)
}
