import { describe, expect, it } from 'vitest'
import { judgeValues } from '#app/judge-values.ts'
import { compile } from '#schema/compile.ts'
import type { Json, JsonObject } from '#shared/json.ts'
import { askForm } from './ask-form.ts'
import { BACK, type Prompter } from './prompter.ts'

/** A form of every kind of field, in tabs. */
const PROPERTIES: JsonObject = {
  url: { type: 'string', title: 'Server URL', format: 'url', minLength: 1, default: 'https://depot.example.com' },
  port: { type: 'integer', title: 'Port', minimum: 1 },
  tls: { type: 'boolean', title: 'Encrypted' },
  mood: { type: 'string', title: 'Mood', enum: ['good', 'bad'], options: { enum_titles: ['Good', 'Bad'] } },
  why: { type: 'string', title: 'Why', minLength: 1, options: { dependencies: { mood: 'bad' } } },
  proxy: { type: 'object', title: 'Proxy', properties: { host: { type: 'string', title: 'Proxy host' } } },
  auth: {
    title: 'Sign-in',
    oneOf: [
      {
        title: 'Name and password',
        properties: {
          kind: { const: 'basic' },
          password: { type: 'string', title: 'Password', format: 'password', minLength: 4 },
        },
        required: ['kind'],
      },
      { title: 'Key', properties: { kind: { const: 'key' }, pem: { type: 'string', title: 'Key', format: 'pem' } } },
    ],
  },
  rows: { type: 'array', title: 'Rows', items: { type: 'string' } },
}

function formOf(properties: JsonObject) {
  const document = { input: { type: 'object', title: 'Depot', format: 'categories', properties } }
  return compile(document, { texts: { service: '', chain: ['en'], bundles: {} }, profile: 'installed' })
}

/** Answers in order. A text is typed; where it is refused, the words are noted and the next one is typed. */
async function ask(answers: (Json | typeof BACK)[], { properties = PROPERTIES, given = {} as JsonObject } = {}) {
  const form = formOf(properties)
  const said: string[] = []
  const left = [...answers]
  const next = () => {
    if (left.length === 0) throw new Error(`no answer left after: ${said.join(' | ')}`)
    return left.shift() as Json | typeof BACK
  }
  const typed: Prompter['text'] = async ({ message, check, initial }) => {
    said.push(initial ? `${message} [${initial}]` : message)
    for (;;) {
      const answer = next()
      if (answer === BACK) return BACK
      const text = answer === '↵' ? (initial ?? '') : String(answer)
      const wrong = check?.(text)
      if (wrong === undefined) return text
      said.push(`! ${wrong}`)
    }
  }
  const prompter: Prompter = {
    say: line => void said.push(`# ${line}`),
    text: typed,
    secret: question => typed(question),
    async choose({ message, choices, initial }) {
      const shown = choices.map(({ label, value }) => (value === initial ? `*${label}` : label))
      said.push(`${message} (${shown.join(', ')})`)
      const answer = next()
      if (answer === BACK) return BACK
      const chosen = choices.find(({ label, value }) => (answer === '↵' ? value === initial : label === answer))
      if (!chosen) throw new Error(`there is no choice ${String(answer)}`)
      return chosen.value
    },
    async chooseMany({ message, choices }) {
      said.push(message)
      const answer = next()
      if (answer === BACK) return BACK
      const labels = String(answer).split('+')
      return choices.filter(({ label }) => labels.includes(label)).map(({ value }) => value)
    },
  }
  const problemsOf = (values: JsonObject) => judgeValues(form, values).problems
  const values = await askForm(prompter, form, { title: 'Depot', given, problemsOf })
  expect(left).toEqual([])
  return { values, said }
}

describe('a form in the terminal', () => {
  it('asks field by field in the order of the page, with tabs as headings and defaults to take', async () => {
    const { values, said } = await ask(['↵', '', 'Yes', 'Good', '', 'Name and password', 'geheim', ''])
    expect(said).toEqual([
      '# Depot: Enter goes on, Ctrl-P goes back, Ctrl-C stops.',
      '# Basic',
      'Server URL [https://depot.example.com]',
      'Port (optional)',
      'Encrypted (optional) (Yes, *No)',
      'Mood (optional) (Good, Bad, *(leave empty))',
      '# Proxy',
      'Proxy host (optional)',
      '# Sign-in',
      'Sign-in (*Name and password, Key)',
      'Password',
      '# Rows',
      'Rows (optional, as JSON)',
    ])
    expect(values).toEqual({
      url: 'https://depot.example.com',
      tls: true,
      mood: 'good',
      auth: { kind: 'basic', password: 'geheim' },
    })
  })

  it('asks for what a condition shows, and for the branch that was chosen only', async () => {
    const { values, said } = await ask(['↵', '443', '↵', 'Bad', 'It rains', '', 'Key', '-----A\\nB', '["a"]'])
    expect(said).toContain('Why')
    expect(said).not.toContain('Password')
    expect(said).toContain('Key (optional, @path reads a file)')
    expect(values).toMatchObject({ port: 443, why: 'It rains', auth: { kind: 'key', pem: '-----A\nB' }, rows: ['a'] })
  })

  it('judges each answer in the words of the page', async () => {
    const answers = ['depot', '↵', 'many', '0', '8080', '↵', '↵', '', '↵', 'abc', 'abcd', 'x', '']
    const { said, values } = await ask(answers)
    expect(said.filter(line => line.startsWith('!'))).toEqual([
      '! Enter a full address, for example https://example.com.',
      '! Enter a whole number.',
      '! Enter 1 or more.',
      '! Use at least 4 characters.',
      '! Enter JSON, for example ["one", "two"].',
    ])
    expect(values).toMatchObject({ port: 8080 })
  })

  it('goes back, keeps what was typed, and forgets the questions that no longer stand', async () => {
    const answers: (string | typeof BACK)[] = [
      '↵',
      '',
      '↵',
      'Bad',
      BACK,
      'Good',
      BACK,
      BACK,
      '↵',
      '↵',
      '',
      'Key',
      BACK,
      '↵',
      '',
      '',
    ]
    const { values, said } = await ask(answers)
    expect(said.filter(line => line.startsWith('Mood'))).toEqual([
      'Mood (optional) (Good, Bad, *(leave empty))',
      'Mood (optional) (Good, *Bad, (leave empty))',
      'Mood (optional) (*Good, Bad, (leave empty))',
      'Mood (optional) (*Good, Bad, (leave empty))',
    ])
    expect(values).toMatchObject({ mood: 'good', auth: { kind: 'key' } })
    expect(values).not.toHaveProperty('why')
  })

  it('asks only for what is missing or wrong in the values it was given', async () => {
    const properties = { url: PROPERTIES['url'] ?? {}, mood: PROPERTIES['mood'] ?? {}, auth: PROPERTIES['auth'] ?? {} }
    const given = { url: 'nothing', mood: 'good', auth: { kind: 'basic', password: '' } }
    const { said, values } = await ask(['https://a.example', 'geheim'], { properties, given })
    expect(said.filter(line => !line.startsWith('#'))).toEqual(['Server URL [nothing]', 'Password'])
    expect(values).toEqual({ url: 'https://a.example', mood: 'good', auth: { kind: 'basic', password: 'geheim' } })
  })

  it('never shows a secret that is there already, and keeps it on Enter', async () => {
    const properties = { auth: PROPERTIES['auth'] ?? {}, rows: PROPERTIES['rows'] ?? {} }
    const { said, values } = await ask(['↵', 'geheim', BACK, '↵', ''], { properties })
    expect(said).toContain('Password (Enter keeps what you typed)')
    expect(said.join()).not.toContain('geheim')
    expect(values).toEqual({ auth: { kind: 'basic', password: 'geheim' } })
  })
})
