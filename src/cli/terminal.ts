import { styleText } from 'node:util'

type Colour = 'red' | 'yellow' | 'dim'

/** What a command may do to the outside besides files: print lines, and know what time it is. */
export interface Terminal {
  out(line: string): void
  err(line: string): void
  /** `text` in colour for `err`; unchanged where the terminal shows none or `NO_COLOR` is set. */
  colour(colour: Colour, text: string): string
  /** Shows how far long work is, in place of what was shown before; only where somebody looks. Empty: goes away. */
  status(text: string): void
  now(): Date
  env: Record<string, string | undefined>
  /** A person sits here who can be asked. */
  interactive: boolean
}

/** The terminal this process was started in. */
export function processTerminal(): Terminal {
  let shown = 0
  return {
    out: line => void process.stdout.write(`${line}\n`),
    err: line => void process.stderr.write(`${line}\n`),
    colour: (colour, text) => (process.env['NO_COLOR'] ? text : styleText(colour, text, { stream: process.stderr })),
    status: text => {
      if (!process.stderr.isTTY) return
      // Who wants no colour may have a terminal that knows no other signs either: blanks wipe as well.
      const wiped = process.env['NO_COLOR'] ? `\r${' '.repeat(shown)}\r` : '\r\x1b[2K'
      process.stderr.write(wiped + text)
      shown = text.length
    },
    now: () => new Date(),
    env: process.env,
    interactive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
  }
}
