import { isRisky } from './risky-pattern.ts'

/** What a pattern becomes: itself, a repaired text, or nothing. */
export interface PatternVerdict {
  pattern: string | undefined
  repaired: boolean
  /** Matching may take very long. */
  risky: boolean
}

/** Makes a pattern compile with flag `u`: stray escapes are repaired once, anything else is given up. */
export function safePattern(pattern: string): PatternVerdict {
  if (compiles(pattern)) return { pattern, repaired: false, risky: isRisky(pattern) }
  const repaired = repairEscapes(pattern)
  if (!compiles(repaired)) return { pattern: undefined, repaired: false, risky: false }
  return { pattern: repaired, repaired: true, risky: isRisky(repaired) }
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}

/** Escapes that flag `u` refuses (`\-`, `\_`, `\@` outside a class) lose their backslash; `-` in a class keeps it. */
function repairEscapes(pattern: string): string {
  let inClass = false
  return pattern.replace(/\\([\s\S])|[[\]{}]/g, (whole, escaped: string | undefined, offset: number) => {
    if (escaped === undefined) {
      if (whole === '[') inClass = true
      else if (whole === ']') {
        if (!inClass) return '\\]'
        inClass = false
      } else if (!inClass && !isQuantifier(pattern, offset)) return `\\${whole}`
      return whole
    }
    if (/[\^$\\.*+?()[\]{}|/]/.test(escaped) || /[a-zA-Z0-9]/.test(escaped)) return whole
    return escaped === '-' && inClass ? whole : escaped
  })
}

function isQuantifier(pattern: string, offset: number): boolean {
  const open = pattern.lastIndexOf('{', offset)
  return open !== -1 && /^\{\d+(,\d*)?\}/.test(pattern.slice(open)) && pattern.indexOf('}', open) >= offset
}
