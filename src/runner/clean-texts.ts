import type { Json } from '#shared/json.ts'
import { longestForm, plainLine, redact } from '#shared/redact.ts'
import type { Captured } from './capture-output.ts'
import { LIMITS } from './protocol.ts'
import type { RunRequest } from './types.ts'

const STACK_LINES = 30

/** Makes texts of connector code fit to leave the runner. */
export interface TextCleaner {
  /** One plain line without secrets and without paths of this machine, at most 500 characters. */
  clean(text: string): string
  /** The same for many lines at once: a secret may run over several of them. */
  cleanLines(captured: Captured): string[]
  /** Of a stack what the connector's own code did, and above it the line that broke: its caret stays where it stood. */
  cleanStack(stack: Json | undefined): string[]
}

export function makeCleaner({ root, secrets }: Pick<RunRequest, 'root' | 'secrets'>): TextCleaner {
  const safe = (text: string) =>
    redact(text.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '').replaceAll(root, '.'), secrets)
  return {
    clean: text => plainLine(safe(text.split('\nRequire stack:')[0] ?? '')),
    cleanLines({ text, cut }) {
      const whole = safe(text)
      // Where the text was cut, the first part of a secret may stand.
      const kept = cut ? whole.slice(0, Math.max(0, whole.length - longestForm(secrets))) : whole
      const lines = kept.split('\n').map(line => plainLine(line, LIMITS.logCharacters))
      const shown = lines.filter(line => line !== '')
      return cut ? [...shown, '(further output is left out)'] : shown
    },
    cleanStack(stack) {
      if (typeof stack !== 'string') return []
      const own = stack.split('\n').filter(line => !/^\s+at /.test(line) || line.includes(root))
      const lines = safe(own.join('\n')).split('\n')
      return lines
        .map(line => (/^ */.exec(line)?.[0] ?? '') + plainLine(line, LIMITS.logCharacters))
        .filter(line => line.trim() !== '')
        .slice(0, STACK_LINES)
    },
  }
}
