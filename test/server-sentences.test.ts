import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { networkWords } from '#runner/network-words.ts'
import type { FailureCause } from '#runner/types.ts'
import { DICTIONARIES } from '#web/languages.ts'
import { GERMAN_SENTENCES } from '#web/locales/de/server-sentences.ts'
import { GERMAN_TRIAL_SENTENCES } from '#web/locales/de/trial-sentences.ts'
import { translateSentences } from '#web/locales/translate-sentences.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Rooms whose sentences may reach the page. */
const ROOMS = ['app', 'server', 'runner', 'schema', 'shared', 'egress']

/** Said to authors, operators, callers of the API and to people on pages the server draws itself. */
const STAYS_ENGLISH = [
  /Idempotency-Key|If-Match|API key may|embedOrigins|address of the origin|begun by another user of the page|API key acts|for this API key|application\/json|well-formed JSON/,
  /address of this request|nothing at this address|expected form\.|nested deeper|by its "id"|by "id"|is missing\.$|FLOW_RUNNER_MIN_LEVEL/,
  /no web address|says of itself|data folder|key file|channel whose use|ports? |--|sealed|Sessions live|Nothing is served|load file|Nothing was (?:loaded|deployed)|OAuth config/,
  /session cookie|another user|Start your own|This sign-in |in another browser|for the sign-in|Start the sign-in there/,
  // On pages of the server, at the way into team mode.
  /^The answer held no ID token|^The sign-in service did not|^Signing in took|did not begin a sign-in/,
  // To a page that is gone.
  /^The page did not wait/,
  // For authors, at the command line.
  /OpenAPI document|bad-text|^7 holds no object|no data of this program|no data yet|new data key|being renewed all the time|lost the check value|key (?:service|command)|of the service 7 does not|that FLOW_KEY_7|the one that was wrapped|to say where to|^The key fits the data|hold the data keys|replaced the key meanwhile/,
  // To flow-deploy, from a server.
  /^This label stands twice in the file|^This label is that of 7|^7 was changed or deleted meanwhile|^Other deployments|^This upload is over|upload was cut off/,
  // Put together from parts, which stand in COMPOSED.
  /^7 a change|^7 7\. Try again later|is used by 7\.|^7 7\. An administrator|has a \* in its path/,
  /page to go back to|path of this program|Send the text|name of a type|in this project|The sign-in did not finish|No validator/,
]

interface Sentence {
  file: string
  text: string
}

/** Literals that read as sentences, with `7` for what is put in. */
function sentencesOf(file: string, literal: RegExp): Sentence[] {
  const source = readFileSync(`${root}/${file}`, 'utf8')
  return [...source.matchAll(literal)]
    .map(([, plain, template]) => plain ?? (template ?? '').replace(/\$\{[^}]*\}/g, '7'))
    .filter(text => /^[A-Z7].* /.test(text))
    .map(text => ({ file, text }))
}

const ANY = /(?:'([^'\n]+)'|`([^`]+)`)/g
const ANSWER = /\b(?:detail|message):\s*(?:moved \? )?(?:'([^'\n]+)'|`([^`]+)`)/g

/** Of `app`, but told at the command line alone. */
const AT_COMMAND_LINE = /^access\/hand-over|^oauth-trial\/(?!dance|provider-trials)/

function sourcesOf(room: string): string[] {
  return readdirSync(`${root}/src/${room}`, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.includes('.test.') && !file.includes('fixtures'))
    .filter(file => !AT_COMMAND_LINE.test(file))
    .map(file => `src/${room}/${file}`)
}

/** Messages of the compiler are for authors. */
const DETAIL = /\bdetail:\s*(?:moved \? )?(?:'([^'\n]+)'|`([^`]+)`)/g
const answers = ROOMS.flatMap(room =>
  sourcesOf(room).flatMap(file => sentencesOf(file, room === 'schema' ? DETAIL : ANSWER)),
)

/** Put together where no literal shows them whole. */
const COMPOSED = [
  'login.example.com is asked by many at once. Try again later.',
  'login.example.com did not answer a moment ago. Try again later.',
  'login.example.com is asked no more often. Try again later.',
  'One value needs a change. Nothing was saved.',
  '2 values need a change. Nothing was saved.',
  'depot / Depot is used by 1 login. Nothing was deleted.',
  'depot / Depot is used by 2 logins. Nothing was deleted.',
  'The connector gave no answer within 1 second.',
  'The connector gave no answer within 30 seconds.',
  'Depot gave no token (7). Try again later. It said: Ask Ann',
  'Check the field “Where does it run?”.',
  `Depot did not confirm where it will send the browser back to, so the sign-in would not be safe. An administrator can allow it for a server older than OAuth 1.0a.`,
]

describe.each(Object.keys(DICTIONARIES) as (keyof typeof DICTIONARIES)[])('what the server says, in %s', tag => {
  it('is known sentence by sentence', async () => {
    const { fromServer } = await DICTIONARIES[tag]()
    expect(answers.length).toBeGreaterThan(40)
    const forPeople = answers.filter(({ text }) => !STAYS_ENGLISH.some(other => other.test(text)))
    expect(forPeople.filter(({ text }) => fromServer(text) === undefined)).toEqual([])
  })

  it('is known for every request to a service that got no answer', async () => {
    const { fromServer } = await DICTIONARIES[tag]()
    const said = sentencesOf('src/egress/describe-failure.ts', ANY).map(({ text }) =>
      text.replaceAll('7', 'a.example.com'),
    )
    expect(said.length).toBeGreaterThan(8)
    expect(said.filter(words => fromServer(words) === undefined)).toEqual([])
    const inToken = `Depot gave no token (timed-out). ${said[2]}`
    expect(fromServer(inToken)).not.toContain('gave no')
  })

  it('is known for every failed request', async () => {
    const { fromServer } = await DICTIONARIES[tag]()
    const unknown = faults().filter(words => fromServer(words) === undefined)
    expect(unknown).toEqual([])
  })
})

const CAUSES: Record<FailureCause, number> = {
  'unknown-host': 0,
  refused: 0,
  'timed-out': 0,
  certificate: 0,
  handshake: 0,
  'bad-address': 0,
  'http-401': 401,
  'http-403': 403,
  'http-404': 404,
  'http-5xx': 503,
  'http-other': 418,
  'not-allowed': 0,
}

function faults(): string[] {
  const causes = [...Object.entries(CAUSES), ['http-other', 429] as const] as [FailureCause, number][]
  const names = [{}, { address: 'Server URL', secret: 'Token' }, { secret: 'User and Password' }]
  return causes.flatMap(([cause, status]) =>
    ['', 'a.example.com'].flatMap(host =>
      names.flatMap(fields =>
        [undefined, 1, 30].flatMap(seconds =>
          [{}, { allow: 'localhost:8080' }].map(more =>
            networkWords({ cause, host, status, worded: true, ...more }, fields, seconds),
          ),
        ),
      ),
    ),
  )
}

describe('the German sentences', () => {
  it('fill in what the English ones do', () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
    expect(
      [...GERMAN_SENTENCES, ...GERMAN_TRIAL_SENTENCES].filter(
        ([english, german]) => `${places(english)}` !== `${places(german)}`,
      ),
    ).toEqual([])
  })

  it('stand for English ones that some source still says', { timeout: 30_000 }, () => {
    const literals = ROOMS.flatMap(sourcesOf).flatMap(file => sentencesOf(file, ANY))
    const said = [...literals.map(({ text }) => text), ...COMPOSED, ...faults()]
    const parts = said.flatMap(text => [text, text.replace(/7$/, ''), ...text.split(/(?<=[.:]) (?=[A-Z7])/)])
    const dead = [...GERMAN_SENTENCES, ...GERMAN_TRIAL_SENTENCES].filter(
      pair => !parts.some(text => translateSentences([pair])(text) !== undefined),
    )
    expect(dead.map(([english]) => english)).toEqual([])
  })
})
