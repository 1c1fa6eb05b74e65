import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FORM_FIGURES } from './figures.ts'
import type { Walk } from './walk-forms.ts'

const FILE = join(import.meta.dirname, '..', '..', '..', 'docs', 'score-forms.md')

/** Writes the figures of a whole run over foreign forms into the docs; nothing of the forms themselves. */
export async function writeFormReport(walk: Walk): Promise<void> {
  await writeFile(FILE, describeWalk(walk))
}

export function describeWalk(walk: Walk): string {
  const rows = FORM_FIGURES.map(figure => {
    const { value, stock, seen } = figure.judge(walk)
    return `| ${figure.id} | ${figure.measure} | ${figure.target} | ${value} | ${stock} | ${seen} |`
  })
  return `# Forms that others wrote

Written by \`npm run score -- F\`; do not edit. ${walk.from}, drawn in Chromium: with our form, and beside it with
\`@rjsf/core\` and \`@rjsf/validator-ajv8\` as their manual shows them. How each figure is counted stands in
\`score/lab/forms/figures.ts\`, and in \`contract/forms.md\` §14.

| line | figure | target | ours | stock | seen |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}
