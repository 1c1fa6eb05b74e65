import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { AppContext } from '#app/context.ts'
import { createEventHub } from '#app/event-hub.ts'
import { judgeValues } from '#app/judge-values.ts'
import type { LogFields } from '#app/log.ts'
import type { Config } from '#config/config.ts'
import { createFetch, type EgressFetch } from '#egress/create-fetch.ts'
import { openGate } from '#egress/fixtures/open-gate.ts'
import { compile } from '#schema/compile.ts'
import type { JsonObject } from '#shared/json.ts'
import { openStore } from '#store/open-store.ts'
import type { Store } from '#store/types.ts'
import { newDataKey, openKeyring } from '#vault/keyring.ts'

/** What a process needs to work on the data of a lab. Plain JSON, so that it can be handed to another process. */
export interface LabPlace {
  folder: string
  /** The data is in this PostgreSQL database instead of a file in the folder. */
  url?: string
  /** Hex. */
  kek: string
  /** Of the token server. */
  origin: string
  /** More keys of `oauth2_ext`. */
  ext?: JsonObject
}

/** What a measure may put in the place of the real thing. */
interface LabParts {
  fetch?: EgressFetch
  /** The real store, wrapped. */
  store?: (store: Store) => Store
  /** Of every lease, instead of the real length. */
  leaseSeconds?: number
  log?: (event: string, fields: LogFields) => void
}

export interface Lab {
  context: AppContext
  /** Ms that the database's clock and the program's clock are ahead. */
  clock: { shift: number }
  close(): Promise<void>
}

export const OWNER = { workspaceId: 'wsp_lab', userId: 'usr_lab' }
export const CONNECTOR = 'lab-cloud'
const random = (size: number) => new Uint8Array(randomBytes(size))

export function newPlace(
  folder: string,
  origin: string,
  more: { url?: string | undefined; ext?: JsonObject } = {},
): LabPlace {
  const { url, ext = {} } = more
  return { ...(url === undefined ? {} : { url }), folder, kek: randomBytes(32).toString('hex'), origin, ext }
}

/** The use-cases as the program wires them, on the real database, keys and HTTP client; without connector folders. */
export async function openLab(place: LabPlace, parts: LabParts = {}): Promise<Lab> {
  const clock = { shift: 0 }
  const real = await openStore({
    ...(place.url === undefined ? { file: join(place.folder, 'flow.db') } : { url: place.url }),
    shiftMs: () => clock.shift,
  })
  const leased = parts.leaseSeconds === undefined ? real : withLeases(real, parts.leaseSeconds)
  const store = parts.store?.(leased) ?? leased
  const kek = new Uint8Array(Buffer.from(place.kek, 'hex'))
  const row = { alg: 'A256GCM', state: 'active', createdAt: real.now(), uses: 0, retiredAt: null } as const
  await real.dataKeys.ensureActive({ ...newDataKey(kek, random), ...row, workspaceId: OWNER.workspaceId })
  const log = parts.log ?? (() => undefined)
  const context = {
    ...wiring(documentOf(place)),
    store,
    keyring: openKeyring(kek, await real.dataKeys.list()),
    fetch: parts.fetch ?? createFetch({ gate: openGate(['localhost:*']), userAgent: 'flow-lab/1' }),
    clock: { now: () => Date.now() + clock.shift },
    log: { debug: log, info: log, warn: log, error: log },
  }
  // The rest (runner, connector folders, hosts) takes no part in logins.
  return { context: context as unknown as AppContext, clock, close: () => real.close() }
}

function withLeases(store: Store, seconds: number): Store {
  const { grants } = store
  return {
    ...store,
    grants: {
      ...grants,
      lease: (id, owner) => grants.lease(id, owner, seconds),
      extend: (id, epoch) => grants.extend(id, epoch, seconds),
    },
  }
}

function wiring(document: JsonObject) {
  const connector = { service: 'lab', oauths: [{ name: CONNECTOR }] }
  const artifact = {
    name: CONNECTOR,
    document,
    source: JSON.stringify(document, null, 2),
    relativeFile: `lab/auth/oauth/${CONNECTOR}/config.json`,
    oauthType: 'OAuth2',
  }
  const config: Partial<Config> = {
    environment: 'local',
    publicUrl: 'http://localhost:4600',
    oauthReturn: 'per-provider',
    sharedReturnFor: [],
    params: {},
  }
  return {
    config,
    owner: OWNER,
    random,
    events: createEventHub(),
    catalogue: {
      ready: async () => undefined,
      connectors: () => [connector],
      findOAuth: (name: string) => (name === CONNECTOR ? { connector, artifact } : undefined),
      texts: () => ({ service: 'lab', chain: ['en'], bundles: {} }),
    },
    forms: {
      compile: (form: { document: JsonObject; texts: never }) =>
        compile(form.document, { texts: form.texts, profile: 'installed' }),
      judge: judgeValues,
    },
  }
}

export function documentOf({ origin, ext }: Pick<LabPlace, 'origin' | 'ext'>): JsonObject {
  return {
    name: CONNECTOR,
    title: 'Lab Cloud',
    oauth_type: 'OAuth2',
    base_url: origin,
    oauth2_auth_url: '/authorize',
    oauth2_token_url: '/token',
    oauth2_params_scope: ['{"read":"Read"}'],
    oauth2_ext: { ...ext },
    env_local_params: ['{"redirect_uri":"OAUTH_ENDPOINT_OAUTH_RETURN"}'],
  }
}
