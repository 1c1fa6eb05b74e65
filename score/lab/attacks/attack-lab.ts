import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { type FaultyProvider, startFaultyProvider } from '../../../test/faulty-provider/start-faulty-provider.ts'
import { type Started, startServer } from '../start-server.ts'
import { CLOUDS, type CloudFolder, makeCloudFolder } from './attacked-clouds.ts'
import { type HostileServer, startHostileServer } from './hostile-server.ts'
import { makePerson, type Person } from './person.ts'
import { type AnsweredRequest, makeRequestReader } from './read-requests.ts'
import { openTeamDoor, type TeamDoor, USERS } from './team-door.ts'

/** The origin whose pages may open a window of ours, and show it in a frame. */
export const EDITOR = 'https://editor.example'

/** The app with an honest and a hostile provider, and a victim and an attacker, each with a browser. */
export interface AttackLab {
  app: Started
  honest: FaultyProvider
  hostile: HostileServer
  victim: Person
  /** In `team` mode another user; else another browser of the same one. */
  attacker: Person
  /** Who makes keys. In `team` mode a third user; else the victim. */
  admin: Person
  /** Present in `team` mode. */
  door?: TeamDoor
  browser: Browser
  /** Ids of the providers, by the names of their configs. */
  ids: Record<string, string>
  /** Writes these configs and loads them again, as an administrator does with an update; gives what is printed. */
  update(configs: Record<string, object>): Promise<string>
  /** Victim and attacker get a new browser and a new session: a session may begin ten sign-ins a minute. */
  renewPeople(): Promise<void>
  /** Requests for tokens at the honest server since the last look. */
  newExchanges(): number
  /** Requests that the app answered since the last look. */
  newRequests(): Promise<AnsweredRequest[]>
  close(): Promise<void>
}

export const returnUrl = (appUrl: string, name: string) => `${appUrl}/oauth/return/${name}/cloud`

export async function openAttackLab(browser: Browser, mode: 'single' | 'team' = 'single'): Promise<AttackLab> {
  const folder = await mkdtemp(join(tmpdir(), 'flow-attacks-'))
  const [honest, hostile] = [await startFaultyProvider(), await startHostileServer()]
  const door = mode === 'team' ? await openTeamDoor(folder) : undefined
  const env = {
    FLOW_ALLOWED_HOSTS: 'localhost:*',
    FLOW_CONNECTORS: join(folder, 'connectors'),
    FLOW_LOG_LEVEL: 'debug',
    ...door?.env,
  }
  const clouds = makeCloudFolder(folder, env)
  await clouds.writeAll({ honest: honest.origin, hostile: hostile.origin })
  const app = await startApp({ folder, env, clouds, door })
  await clouds.load(CLOUDS)
  honest.register(CLOUDS.filter(name => name !== 'hostile').map(name => returnUrl(app.url, name)))
  const enter = (who: keyof typeof USERS) => makePerson(browser, app.url, context => door?.enter(context, USERS[who]))
  const people = { victim: await enter('victim'), attacker: await enter('attacker') }
  const admin = door ? await appoint(app, await enter('admin')) : undefined
  const { json } = await people.victim.ask('GET', '/api/page/providers')
  const ids = Object.fromEntries(
    (json as { items: { id: string; connector: string }[] }).items.map(({ id, connector }) => [connector, id]),
  )
  let looked = 0
  return {
    app,
    honest,
    hostile,
    get victim() {
      return people.victim
    },
    get attacker() {
      return people.attacker
    },
    get admin() {
      return admin ?? people.victim
    },
    ...(door ? { door } : {}),
    browser,
    ids,
    async update(configs) {
      for (const [name, fields] of Object.entries(configs)) await clouds.write(name, honest.origin, fields)
      return clouds.load(Object.keys(configs))
    },
    async renewPeople() {
      await Promise.all([people.victim.close(), people.attacker.close()])
      people.victim = await enter('victim')
      people.attacker = await enter('attacker')
    },
    newExchanges() {
      const all = honest.requests.filter(request => request === 'POST /token').length
      const fresh = all - looked
      looked = all
      return fresh
    },
    newRequests: makeRequestReader(app),
    async close() {
      await Promise.all([people.victim.close(), people.attacker.close(), admin?.close()])
      await app.stop()
      await Promise.all([honest.close(), hostile.close(), door?.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Site {
  folder: string
  env: Record<string, string>
  clouds: CloudFolder
  door: TeamDoor | undefined
}

/** Team mode makes neither key nor tables by itself. */
async function startApp({ folder, env, clouds, door }: Site): Promise<Started> {
  await mkdir(join(folder, 'data'), { recursive: true, mode: 0o700 })
  const deployment = { environment: 'local', embedOrigins: [EDITOR], embedFrames: [EDITOR] }
  await writeFile(
    join(folder, 'data', 'deploymentConfig.json'),
    JSON.stringify({ ...deployment, ...(door ? { publicUrl: door.publicUrl } : {}) }),
  )
  if (!door) return startServer({ folder, env })
  for (const words of ['keys make', 'migrate']) await clouds.deploy(...words.split(' '))
  return startServer({ folder, env, port: door.port })
}

/** Makes somebody administrator by the code that the start printed. */
async function appoint(app: Started, person: Person): Promise<Person> {
  const code = /this code makes one: (\S+)/.exec(app.output())?.[1]
  const { status } = await person.ask('POST', '/api/page/session/first-admin', { code })
  if (status !== 204) throw new Error(`there is no administrator: ${status}`)
  return person
}
