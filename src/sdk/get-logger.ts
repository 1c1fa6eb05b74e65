type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Where log lines go: to the runner, or to a console when connector code runs by itself. */
export type LogSink = (line: { level: LogLevel; logger: string; text: string }) => void

/** Takes texts and anything JSON can hold. */
export type Logger = Record<LogLevel, (...parts: unknown[]) => void>

/** `getLogger(name)` of flow-format.md §4: four levels and nothing else. */
export function makeGetLogger(sink: LogSink): (name?: unknown) => Logger {
  return name => {
    const logger = typeof name === 'string' && name !== '' ? name : 'default'
    const at =
      (level: LogLevel) =>
      (...parts: unknown[]) =>
        sink({ level, logger, text: parts.map(textOf).join(' ') })
    return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  }
}

function textOf(part: unknown): string {
  if (typeof part === 'string') return part
  if (part instanceof Error) return part.stack ?? part.message
  try {
    return JSON.stringify(part) ?? String(part)
  } catch {
    return String(part)
  }
}
