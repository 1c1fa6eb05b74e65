import { fullTime, relativeTime } from '../lib/relative-time.ts'
import { useNow } from '../lib/use-now.ts'

/** A time in words that stay true while the page is open; the whole date is its tooltip. */
export function RelativeTime({ iso }: { iso: string }) {
  const now = useNow()
  return (
    <time dateTime={iso} title={fullTime(iso)}>
      {relativeTime(iso, now)}
    </time>
  )
}
