import type { ProviderConfig, Template } from '#oauth/types.ts'
import { urlPlaces } from '#oauth/url-places.ts'

/** What a request of the engine is for, as far as its address tells. */
export type RequestRole =
  | 'discovery'
  | 'par'
  | 'device'
  | 'temporary'
  | 'token'
  | 'refresh'
  | 'exchange'
  | `also ${string}`
  | 'introspect'
  | 'validate'
  | 'userinfo'
  | 'revoke'

/** Where addresses of a server stand that tells them itself, below its issuer; known to the practice provider alone. */
export const MOCK_PATHS: Partial<Record<RequestRole, string>> = {
  token: '/token',
  revoke: '/revoke',
  userinfo: '/userinfo',
  introspect: '/introspect',
  device: '/device',
  par: '/par',
}

/** Every request of this config that goes to `url`; one address may serve several. */
export function rolesOf(config: ProviderConfig, url: string): RequestRole[] {
  const { pathname } = new URL(url)
  if (pathname.includes('/.well-known/')) return ['discovery']
  const fitting = addressesOf(config).filter(([role, template]) =>
    template.length > 0 ? fits(template, config.values, url) : pathname.endsWith(MOCK_PATHS[role] ?? '//'),
  )
  return fitting.map(([role]) => role)
}

function addressesOf(config: ProviderConfig): [RequestRole, Template][] {
  const shared = [
    ...(config.userinfo ? [['userinfo', config.userinfo.url] as [RequestRole, Template]] : []),
    ...(config.validate ? [['validate', config.validate.url] as [RequestRole, Template]] : []),
    ...(config.revoke ? [['revoke', config.revoke.url] as [RequestRole, Template]] : []),
  ]
  if (config.protocol === 'oauth1') {
    return [['temporary', config.temporary.url], ['token', config.access.url], ...shared]
  }
  const { par, device, token, refresh, exchange, introspect } = config
  return [
    ...(par ? [['par', par.url] as [RequestRole, Template]] : []),
    ...(device ? [['device', device.url] as [RequestRole, Template]] : []),
    ['token', token.url],
    ...(refresh ? [['refresh', refresh.url] as [RequestRole, Template]] : []),
    ...(exchange ? [['exchange', exchange.request.url] as [RequestRole, Template]] : []),
    ...config.also.flatMap(({ name, request }): [RequestRole, Template][] =>
      request ? [[`also ${name}`, request.url]] : [],
    ),
    ...(introspect ? [['introspect', introspect.request.url] as [RequestRole, Template]] : []),
    ...shared,
  ]
}

/** True when the address can have come from the template, whatever a person filled in; queries do not count. */
function fits(template: Template, values: Readonly<Record<string, string>>, url: string): boolean {
  const places = urlPlaces(template)
  const pattern = template.map((part, i) => {
    if (typeof part === 'string') return RegExp.escape(part)
    const known = Object.hasOwn(values, part.name) ? values[part.name] : undefined
    if (known !== undefined) return RegExp.escape(known)
    return places[i] === 'start' ? '.*' : '[^/?#]*'
  })
  const [path = ''] = pattern.join('').split(/\\\?|\\x3f/)
  return new RegExp(`^${path}/?$`).test(url.replace(/[?#].*$/, ''))
}
