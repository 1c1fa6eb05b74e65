import { LOG_LEVELS, type LogLevel } from '#shared/log-levels.ts'
import type { Terminal } from './terminal.ts'

export interface CliLog {
  debug(text: string): void
  info(text: string): void
  warn(text: string): void
  error(text: string): void
}

/**
 * The lines of a command, from `level` on; warnings and errors go to stderr. `flow` frames them as the original prints them,
 * `[2026-03-02T09:00:00.000] [INFO] default - Project depot created …`; those of `flow-deploy` are plain.
 */
export function createCliLog(terminal: Terminal, level: LogLevel, frame: 'framed' | 'plain' = 'framed'): CliLog {
  const line = (name: LogLevel, text: string) => {
    if (LOG_LEVELS.indexOf(name) > LOG_LEVELS.indexOf(level)) return
    const framed = `[${localTime(terminal.now())}] [${name.toUpperCase()}] default - ${text}`
    const shown = frame === 'framed' ? framed : text
    const colour = COLOURS[name]
    if (colour) terminal.err(terminal.colour(colour, shown))
    else terminal.out(shown)
  }
  return {
    debug: text => line('debug', text),
    info: text => line('info', text),
    warn: text => line('warn', text),
    error: text => line('error', text),
  }
}

/** Of the lines that go to stderr. */
const COLOURS: Partial<Record<LogLevel, 'red' | 'yellow'>> = { error: 'red', warn: 'yellow' }

function localTime(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, -1)
}
