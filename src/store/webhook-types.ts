interface Workspace {
  workspaceId: string
}

/** An address outside that is told of events. */
export interface WebhookRow extends Workspace {
  id: string
  url: string
  description: string
  /** Types of the events it is told of. */
  events: string[]
  /** Sealed: the key that signs, and the one before it. */
  keys: Uint8Array
  /** The version `keys` was sealed with. */
  keysVersion: number
  /** Until when the key before signs as well; null: there is none. */
  oldKeyUntil: number | null
  /** Since when nothing is sent to it; null: it is on. */
  offAt: number | null
  /** `gone`: it said that it wants no more. `failing`: nothing came through for days. */
  offReason: 'person' | 'gone' | 'failing' | 'key-lost' | null
  /** Since when every try failed. */
  failingSince: number | null
  lastOkAt: number | null
  createdAt: number
}

/** One event for one address. */
export interface DeliveryRow extends Workspace {
  /** The same for every address and at every repeat. */
  eventId: string
  webhookId: string
  type: string
  /** JSON text, exactly as it is signed and sent. */
  body: string
  state: 'waiting' | 'delivered' | 'given up'
  tries: number
  /** Ms since 1970: not before. */
  nextAt: number
  triedAt: number | null
  /** What came of the last try, in one word: `http-500`, `timed-out`. */
  answer: string | null
  createdAt: number
}

type DeliveryPlace = Pick<DeliveryRow, 'webhookId' | 'eventId'>

export interface Webhooks {
  insert(row: WebhookRow): Promise<void>
  get(id: string): Promise<WebhookRow | null>
  /** Oldest first. */
  list(workspaceId: string): Promise<WebhookRow[]>
  /** Null when it is gone. */
  change(
    id: string,
    patch: Partial<Omit<WebhookRow, 'id' | 'workspaceId' | 'keys' | 'keysVersion' | 'createdAt'>>,
  ): Promise<WebhookRow | null>
  /** Only while `expectVersion` is the version that stands; the next one is one more. */
  replaceKeys(
    id: string,
    expectVersion: number,
    keys: Pick<WebhookRow, 'keys' | 'oldKeyUntil'>,
  ): Promise<WebhookRow | null>
  /** With everything it was still to be told. False when nothing was removed. */
  remove(id: string): Promise<boolean>
  /** What came of a try: it is well, or failing since the first of several. Null when it is gone. */
  noteAnswer(id: string, ok: boolean): Promise<WebhookRow | null>

  /** Puts an event down for every address that is on and wants it: in the transaction that brought it about. */
  tell(event: Workspace & { id: string; type: string; body: string }): Promise<void>
  /** Takes what is due for one address, for so long; nobody else is given it meanwhile. */
  take(webhookId: string, request: { limit: number; forMs: number }): Promise<DeliveryRow[]>
  /** What came of a try that `take` gave. False when somebody else tried meanwhile. */
  finish(
    taken: DeliveryPlace & Pick<DeliveryRow, 'tries'>,
    patch: Pick<DeliveryRow, 'state' | 'answer'> & { inMs?: number },
  ): Promise<boolean>
  /** Newest first. */
  deliveries(webhookId: string, limit: number): Promise<DeliveryRow[]>
  /** To be sent now, whatever became of it; false when it is gone. */
  sendAgain(place: DeliveryPlace): Promise<boolean>
  /** Drops events from before; gives how many. */
  purge(createdBefore: number): Promise<number>
}
