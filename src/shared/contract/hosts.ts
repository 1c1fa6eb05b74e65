import Type from 'typebox'

/** A place on this machine or, in a team, in a private network that connections may be opened to. */
export const AllowedHost = Type.Object({
  /** Host and port, or a wider line of an administrator: `localhost:8080`, `*.plm.corp:443`, `10.20.0.0/16:*`. */
  host: Type.String(),
  /** Those of the configuration are taken away there. */
  from: Type.Union([Type.Literal('page'), Type.Literal('configuration')]),
})
export type AllowedHost = Type.Static<typeof AllowedHost>

/** `GET /api/page/hosts` */
export const AllowedHostList = Type.Object({ items: Type.Array(AllowedHost) })
export type AllowedHostList = Type.Static<typeof AllowedHostList>

/** `POST /api/page/hosts`. Allowing what is allowed already changes nothing. */
export const NewAllowedHost = Type.Object({ host: Type.String({ minLength: 1, maxLength: 300 }) })
export type NewAllowedHost = Type.Static<typeof NewAllowedHost>

/** `DELETE /api/page/hosts/:host` */
export const HostParams = Type.Object({ host: Type.String({ minLength: 1, maxLength: 300 }) })
