import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright'
import { startPractice } from '../../../examples/practice/start-practice.ts'
import { freePort } from '../../../test/free-port.ts'
import { allowAtProvider } from '../sign-in.ts'

/** Accounts of the practice provider, by what they are here. */
export const USERS = { victim: 'planner', attacker: 'buyer', admin: 'engineer' } as const

/** Puts the app into `team` mode: everybody signs in with the practice provider. */
export interface TeamDoor {
  port: number
  publicUrl: string
  env: Record<string, string>
  /** Begins a sign-in and stops before the browser is sent back: the address it would have gone to. */
  reach(context: BrowserContext, user: string): Promise<string>
  /** Signs somebody in, in this browser. */
  enter(context: BrowserContext, user: string): Promise<void>
  close(): Promise<void>
}

export async function openTeamDoor(folder: string): Promise<TeamDoor> {
  const port = await freePort()
  const publicUrl = `http://localhost:${port}`
  const practice = await startPractice({
    dataDir: join(folder, 'practice'),
    redirectUris: [`${publicUrl}/sign-in/return`],
    providerPort: 0,
    targetPort: 0,
  })
  const secretFile = join(folder, 'sign-in-secret')
  await writeFile(secretFile, practice.clientSecret)
  const headers = { 'sec-fetch-site': 'same-origin' }
  const door: TeamDoor = {
    port,
    publicUrl,
    env: {
      FLOW_MODE: 'team',
      FLOW_OIDC_ISSUER: practice.providerUrl,
      FLOW_OIDC_CLIENT_ID: practice.clientId,
      FLOW_OIDC_CLIENT_SECRET_FILE: secretFile,
    },
    async reach({ request }, user) {
      const begun = await request.get(`${publicUrl}/sign-in/start?to=/settings`, { maxRedirects: 0, headers })
      return allowAtProvider(begun.headers()['location'] ?? '', user)
    },
    async enter(context, user) {
      const back = await context.request.get(await door.reach(context, user), { maxRedirects: 0 })
      if (back.status() !== 303) throw new Error(`${user} is not signed in: ${await back.text()}`)
    },
    close: () => practice.close(),
  }
  return door
}
