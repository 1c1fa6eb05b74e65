import type { Config } from '#config/config.ts'
import type { EgressFetch } from '#egress/create-fetch.ts'
import type { TrialPerson, TrialStep } from './dance.ts'
import type { ProjectOAuth } from './find-project-oauth.ts'

/** What a dance with one entry of a load file needs, from a terminal and from the page alike. */
export interface OAuthTrialOptions {
  oauth: Pick<ProjectOAuth, 'name' | 'root'>
  /** Of the entry in the load file; it is part of the return URL. */
  displayName: string
  /** As in an entry of the load file; nothing may be missing. */
  values: Record<string, string>
  /** Address, port and all, that people are sent back to. */
  publicUrl: string
  config: Config
  /** For the data that a dance needs; whoever made it deletes it. */
  folder: string
  /** Milliseconds for each request. */
  requestMs: number
  /** Against the practice provider. */
  mock: boolean
  /** The way out of the server whose provider this is; absent: an author's own, who may ask his own machine. */
  fetch?: EgressFetch
  person: TrialPerson
  onStep: (step: TrialStep) => void
}
