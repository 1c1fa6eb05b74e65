import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { readPlace } from '#store/postgres-place.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(`${root}/${file}`, 'utf8')

const FILES = ['Dockerfile', 'compose.yaml', 'deploy/kubernetes.yaml', 'docs/operate.md']
/** Of compose.yaml itself, for the proxy. */
const OF_COMPOSE = ['FLOW_HOST_NAME']

const variablesOf = (text: string) => [...new Set(text.match(/\bFLOW_[A-Z_]*[A-Z]\b/g))]
const known = variablesOf(
  ['config', 'key-place', 'read-team']
    .map(name => `src/config/${name}.ts`)
    .map(read)
    .join('\n'),
)

interface Service {
  image?: string
  read_only?: boolean
  cap_drop?: string[]
  environment?: Record<string, string>
  command?: string[]
}

interface Container {
  image: string
  command?: string[]
  securityContext: Record<string, unknown>
  env?: { name: string }[]
}

const compose = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> }
const ours = Object.entries(compose.services).filter(([, { image }]) => image?.startsWith('flow-connections:'))
const objects = parseAllDocuments(read('deploy/kubernetes.yaml')).map(one => one.toJS())
const pod = objects.find(({ kind }) => kind === 'StatefulSet')?.spec.template.spec
const containers: Container[] = [...pod.initContainers, ...pod.containers]

describe('what runs it for a team', () => {
  it.each(FILES)('names in %s only variables that the program reads', file => {
    const used = variablesOf(read(file)).filter(name => !OF_COMPOSE.includes(name))
    expect(used.length).toBeGreaterThan(2)
    expect(used.filter(name => !known.includes(name))).toEqual([])
  })

  it('has every variable of team mode in its guide', () => {
    const guide = variablesOf(read('docs/operate.md'))
    expect(variablesOf(read('src/config/read-team.ts')).filter(name => !guide.includes(name))).toEqual([])
  })

  it.each(FILES)('names in %s only commands that there are', file => {
    const guide = read('docs/guide/command-line.md')
    const called = [...read(file).matchAll(/"?flow-deploy"?,? "?((?:keys |audit )?[a-z]+(?:-kek)?)/g)].map(
      ([, name]) => name,
    )
    const commands = [...guide.matchAll(/^#+ flow-deploy (.+)$/gm)].map(([, name]) => name ?? '')
    const fits = (name = '') => commands.some(one => one === name || one.split(' ')[0] === name)
    expect(called.filter(name => !fits(name))).toEqual([])
  })

  it('runs as a user of its own, on a fixed image', () => {
    expect(read('Dockerfile')).toMatch(/^USER 10001:10001$/m)
    expect(read('Dockerfile')).toMatch(/^HEALTHCHECK /m)
    expect(read('Dockerfile').match(/^FROM \S+/gm)).toEqual([
      'FROM node:26-bookworm-slim',
      'FROM node:26-bookworm-slim',
    ])
    const images = [
      ...containers.map(({ image }) => image),
      ...Object.values(compose.services).map(one => one.image ?? ''),
    ]
    expect(images.filter(image => !/:\d/.test(image))).toEqual([])
  })

  it('cannot write outside of its volumes, nor get more rights', () => {
    expect(ours.map(([name]) => name)).toEqual(['migrate', 'flow-1', 'flow-2'])
    for (const [, service] of ours) expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
    const locked = { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }
    for (const { securityContext } of containers) expect(securityContext).toEqual(locked)
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10_001 })
  })

  it('shows no secret to whoever sees its environment', () => {
    const url = compose.services['flow-1']?.environment?.['FLOW_DATABASE_URL'] ?? ''
    expect(readPlace(url).connect).toMatchObject({ host: '/var/run/postgresql', user: 'flow', ssl: false })
    expect(readPlace(url).connect.password).toBeUndefined()
    const named = ours.flatMap(([, service]) => Object.keys(service.environment ?? {}))
    expect(named.filter(name => /SECRET|PASSWORD|TOKEN/.test(name) && !name.endsWith('_FILE'))).toEqual([])
  })
})
