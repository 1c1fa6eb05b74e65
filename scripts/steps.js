import { findNode, run, toolEntry, toolEnv } from './setup.js'

const vitest = (...projects) => [
  toolEntry('vitest'),
  'run',
  '--silent=passed-only',
  ...projects.flatMap(name => ['--project', name]),
]

/** What the project checks, each with the sentence shown when it says no. */
const STEPS = {
  lint: {
    title: 'Format and lint',
    args: () => [toolEntry('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'],
    fix: 'run "npm run format", then mend what it leaves',
  },
  types: { title: 'Types', args: () => [toolEntry('typescript', 'tsc'), '-b'], fix: 'mend the types named above' },
  unused: {
    title: 'Unused code',
    args: () => [toolEntry('knip'), '--no-progress'],
    fix: 'remove what nobody uses, or use it',
  },
  unit: { title: 'Unit tests', args: () => vitest('unit', 'web'), fix: 'mend the tests named above' },
  integration: { title: 'Integration tests', args: () => vitest('integration'), fix: 'mend the tests named above' },
  e2e: {
    title: 'End-to-end tests',
    args: () => [toolEntry('playwright'), 'test', '--config', 'e2e/playwright.config.ts'],
    fix: 'mend the tests named above',
  },
}

/** Runs the named steps in order and prints what each took. The first that says no ends the run. */
export async function runSteps(names, extraEnv = {}) {
  const begun = Date.now()
  for (const [index, name] of names.entries()) {
    const step = STEPS[name]
    console.log(`\n[${index + 1}/${names.length}] ${step.title} …`)
    const from = Date.now()
    const failure = `${step.title} said no: ${step.fix}, then run the same command again.`
    await run(findNode(), step.args(), { env: { ...toolEnv(), ...extraEnv }, failure })
    console.log(`[${index + 1}/${names.length}] ${step.title}: good (${seconds(from)} s)`)
  }
  console.log(`\nAll good in ${seconds(begun)} s.`)
}

function seconds(from) {
  return ((Date.now() - from) / 1000).toFixed(1)
}
