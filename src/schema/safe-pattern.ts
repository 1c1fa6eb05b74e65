/** What a pattern becomes: itself, a repaired text, or nothing. */
export interface PatternVerdict {
  pattern: string | undefined
  repaired: boolean
  /** Matching may take exponential time. */
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

/**
 * True when a group that is repeated without end holds such a repeat itself, or alternatives that can start alike:
 * `(a+)+`, `(a|ab)*`. A rule of thumb that errs on the careful side (forms.md §10.4).
 */
export function isRisky(pattern: string): boolean {
  const groups: { start: number; open: boolean; choice: boolean }[] = []
  for (const token of pattern.matchAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\(\?<?[:=!]|\(|\)|\||[*+]|\{\d+,\d*\}/g)) {
    const text = token[0]
    const end = token.index + text.length
    if (text.startsWith('\\') || text.startsWith('[')) continue
    const top = groups.at(-1)
    if (text.startsWith('(')) groups.push({ start: end, open: false, choice: false })
    else if (text === '|') {
      if (top) top.choice = true
    } else if (text === ')') {
      groups.pop()
      const repeated = /^(?:[*+]|\{\d+,\}|\{\d+,\d{2,}\}|\{\d{2,}\})/.test(pattern.slice(end))
      const inside = pattern.slice(top?.start ?? 0, token.index)
      if (top && repeated && ((top.open && !isFenced(inside)) || (top.choice && startsAlike(inside)))) return true
      const outer = groups.at(-1)
      if (outer && top && (top.open || repeated)) outer.open = true
    } else if (top) top.open = true
  }
  return false
}

/** Alternatives that are plain and begin with different letters cannot be tried twice on one text. */
function startsAlike(alternatives: string): boolean {
  const firsts = alternatives.split('|').map(one => one.charAt(0))
  return firsts.some(first => !/[a-zA-Z0-9]/.test(first)) || new Set(firsts).size < firsts.length
}

/**
 * True for `\\.[a-z]+` and `[a-z]+\\.`: a letter that none of the repeats can match stands at one end of each round, so
 * a text can be split into rounds in one way only.
 */
function isFenced(inside: string): boolean {
  const body = inside.replace(/^\?<?[:=!]/, '')
  if (/[()|]/.test(body.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]/g, ''))) return false
  const atoms = [...body.matchAll(/(\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S])([*+?]|\{\d+(?:,\d*)?\})?\??/g)]
  const repeated = atoms.filter(([, , repeat]) => repeat !== undefined).map(([, atom]) => atom ?? '')
  return [atoms[0], atoms.at(-1)].some(end => {
    const letter = end?.[2] === undefined ? letterOf(end?.[1] ?? '') : undefined
    return letter !== undefined && !repeated.some(atom => matchesLetter(atom, letter))
  })
}

function letterOf(atom: string): string | undefined {
  if (/^\\[^a-zA-Z0-9]$/.test(atom)) return atom.slice(1)
  return atom.length === 1 && !/[.^$]/.test(atom) ? atom : undefined
}

function matchesLetter(atom: string, letter: string): boolean {
  try {
    return new RegExp(`^${atom}$`, 'u').test(letter)
  } catch {
    return true
  }
}
