import type { Walk } from './walk-guide.ts'

const LINE = 20
const LETTER = 8
const COLUMNS = 124
/** Seconds a command stands before the next one comes. */
const STEP = 1.6
/** Seconds the last picture stays. */
const REST = 6

/** A terminal in which the commands come one after the other, round and round; without motion where somebody wants none. */
export function terminalSvg(transcript: Walk['transcript']): string {
  const blocks = transcript.map(({ command, output }) => [
    `$ ${command}`,
    ...output.split('\n').filter(Boolean).flatMap(wrap),
  ])
  const rows = blocks.flat().length
  const total = blocks.length * STEP + REST
  const height = (rows + 2) * LINE
  const width = (COLUMNS + 4) * LETTER
  let row = 0
  const groups = blocks.map((lines, index) => {
    const texts = lines.map((line, at) => {
      const shade = at === 0 ? ' class="c"' : ''
      return `<text x="${LETTER * 2}" y="${(++row + 1) * LINE}"${shade}>${escapeXml(line)}</text>`
    })
    return `<g class="s${index}">${texts.join('')}</g>`
  })
  const appear = blocks.map((_, index) => {
    const from = ((index * STEP) / total) * 100
    return `.s${index}{animation:a${index} ${total}s step-end infinite}@keyframes a${index}{0%{opacity:0}${from.toFixed(2)}%{opacity:1}}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The commands of the guide and what they print">
<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#d7dce2;white-space:pre}.c{fill:#8fd3a4}
@media (prefers-reduced-motion:no-preference){${appear.join('')}}</style>
<rect width="${width}" height="${height}" rx="8" fill="#1b1f24"/>
${groups.join('\n')}
</svg>
`
}

function wrap(line: string): string[] {
  const parts: string[] = []
  for (let at = 0; at < line.length; at += COLUMNS) parts.push(line.slice(at, at + COLUMNS))
  return parts
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
