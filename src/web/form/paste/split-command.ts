/**
 * The words of a command as bash, the Windows command prompt or PowerShell would see them: quotes taken off, continued
 * lines joined. Ends at what would start another command. Never throws; an open quote ends with the text.
 */
export function splitCommand(text: string): string[] {
  return isWindows(text) ? splitQuoted(withoutCarets(text), '"') : splitQuoted(text.replace(/`\r?\n/g, ' '), `'"`)
}

/** "Copy as cURL (cmd)" puts a caret before quotes and line ends. */
function isWindows(text: string): boolean {
  return /\^\s*\r?\n/.test(text) || /\s\^"/.test(text)
}

function withoutCarets(text: string): string {
  return text.replace(/\^\s*\r?\n/g, ' ').replace(/\^(.)/g, '$1')
}

function splitQuoted(text: string, quotes: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let i = 0
  const close = () => {
    if (word !== undefined) words.push(word)
    word = undefined
  }
  while (i < text.length) {
    const char = text[i] ?? ''
    const dollar = char === '$' && text[i + 1] === "'" && quotes.includes("'")
    if (quotes.includes(char) || dollar) {
      const quoted = readQuoted(text, dollar ? i + 1 : i, dollar)
      word = (word ?? '') + quoted.inner
      i = quoted.end
    } else if (char === '\\' && quotes.includes("'")) {
      const line = /^\\\r?\n/.exec(text.slice(i, i + 3))
      if (!line) word = (word ?? '') + (text[i + 1] ?? '')
      else close()
      i += line ? line[0].length : 2
    } else if (/\s/.test(char)) {
      close()
      i++
      // A new line that is not continued ends the command, but not before it has begun.
      if (char === '\n' && words.length > 1) break
    } else if (';|&'.includes(char) && word === undefined) break
    else {
      word = (word ?? '') + char
      i++
    }
  }
  close()
  return words
}

function readQuoted(text: string, start: number, ansi: boolean): { inner: string; end: number } {
  const quote = text[start]
  let inner = ''
  let i = start + 1
  for (; i < text.length && text[i] !== quote; i++) {
    const next = text[i + 1] ?? ''
    if (text[i] !== '\\' || (quote === "'" && !ansi)) inner += text[i]
    else if (ansi) {
      const escaped = readEscape(text.slice(i + 1, i + 7))
      inner += escaped.char
      i += escaped.length
    } else if ('"\\$`'.includes(next)) {
      inner += next
      i++
    } else if (next === '\n') i++
    else inner += '\\'
  }
  return { inner, end: i + 1 }
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', a: '', b: '', e: '', f: '', v: '' }

function readEscape(rest: string): { char: string; length: number } {
  const code = /^(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/i.exec(rest)
  if (code) return { char: String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16)), length: code[0].length }
  const char = rest[0] ?? ''
  return { char: ESCAPES[char] ?? char, length: 1 }
}
