import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How its validate ends; `ask` opens a connection to a server that answers, `wait` to one that does not. */
const WEIGHTS = { good: 8, refuse: 2, throw: 2, exit: 2, print: 2, ask: 4, wait: 1, hang: 1 }

/** Each as often as it shall come; those that wait for their limit seldom. */
export const MOODS: readonly string[] = Object.entries(WEIGHTS).flatMap(([mood, times]) =>
  Array.from({ length: times }, () => mood),
)

const CODE = `'use strict'
const net = require('node:net')
const ask = (port, said) => net.connect(port, '127.0.0.1').on('error', said).on('data', () => said(null, true))
module.exports = {
  connect (input, output) { output(null, { handle: {} }) },
  validate ({ mood, port }, options, output) {
    if (mood === 'refuse') return output(new Error('no'))
    if (mood === 'throw') throw new Error('broken')
    if (mood === 'exit') process.exit(3)
    if (mood === 'print') console.log('x'.repeat(100000))
    if (mood === 'ask') return ask(port, output)
    if (mood === 'wait') { ask(port, () => undefined).write('quiet'); return }
    if (mood === 'hang') return
    output(null, true)
  }
}
`

/** Writes a connector whose ending is chosen by what it is given. */
export async function writeRestlessConnector(root: string): Promise<void> {
  await mkdir(root, { recursive: true })
  await writeFile(join(root, 'package.json'), '{}')
  await writeFile(join(root, 'index.js'), CODE)
}
