/** What names a server, and the key for it, on the command line. */
export interface ServerFlags {
  server?: string
  twxUrl?: string
  appKey?: string | true
  username?: string
  password?: string | true
}
