import type { Fresh } from './oauth-request.ts'
import type { Values } from './types.ts'

/** What is new in every request: `{uuid}`, `{now_s}` and `{now_ms}` (flow-format.md §7). */
export function freshValues({ now, random }: Fresh): Values {
  return { uuid: randomUuid(random), now_s: Math.floor(now / 1000), now_ms: now }
}

/** RFC 9562 §5.4, version 4. */
export function randomUuid(random: Fresh['random']): string {
  const bytes = random(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
