import type { FocusEvent } from 'react'

/**
 * Moves what the keys came to wholly into its line that is pushed aside: browsers leave what is seen in part where it is. A press
 * of the pointer moves nothing, or it would end beside what it was on.
 */
export function bringInSight({ target }: FocusEvent): void {
  if (target.matches(':focus-visible')) target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
