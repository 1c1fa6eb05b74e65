import type { DeviceView } from '#app/app.ts'
import type { LoginWorld } from '#app/logins/fixtures/login-world.ts'
import type { Credential, CredentialRequest } from '#shared/contract/credentials.ts'
import type { JsonObject } from '#shared/json.ts'

/** What our own page shows of a code. */
type DevicePage = Pick<DeviceView, 'userCode' | 'page' | 'filledPage'>

/** A server of somebody else, ready to dance with. */
export interface Peer {
  /** Fields of the config.json for it. */
  document: JsonObject
  /** Its client, as the load file says it. */
  values: Record<string, string>
  /** The account that signs in, as the config reads it. */
  account: string
  /** Goes to the login page, signs in, allows (or cancels), and gives back the query of the callback. */
  visit(loginUrl: string, step?: 'allow' | 'cancel'): Promise<string>
  /** Where a code is entered instead: does that, on another device. */
  enterCode?(page: DevicePage, step: 'allow' | 'cancel'): Promise<void>
  /** What the server itself says of an access token. */
  isActive?(token: string): Promise<boolean>
  /** What a person who says no is told; null: nobody can. */
  cancels: 'server_denied' | 'token_refused' | null
  /** Steps that only this server can dance. */
  more: readonly Step[]
  close(): Promise<void>
}

/** One thing that has to work; it throws where it does not. */
export interface Step {
  name: string
  run(dance: Dance): Promise<void>
}

/** What the steps of one dance share. */
export interface Dance {
  peer: Peer
  world: LoginWorld
  /** The login that the first step made. */
  loginId: string
  /** What an action is handed. */
  read(rejectedVersion?: number, call?: CredentialRequest['call']): Promise<Credential>
  /** TEST of the login. */
  test(): Promise<{ ok: boolean; message: string }>
}
