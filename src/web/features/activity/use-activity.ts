import type { ActivityKind, ActivityPage } from '#shared/contract/activity.ts'
import { usePages } from '../../lib/use-pages.ts'

export interface ActivityFilter {
  kind: ActivityKind | ''
  /** Id of one entry; empty: all. */
  about: string
}

/** The record, the newest first. */
export function useActivity({ kind, about }: ActivityFilter) {
  return usePages<ActivityPage['items'][number]>('/api/page/activity', { kind, about })
}
