import { namesOf } from './template.ts'
import type { ProviderConfig, RequestTemplate } from './types.ts'

/** True when a request of `exchange` or `also` holds what the userinfo answer keeps, so that it has to be asked before. */
export function asksUserinfoFirst(config: ProviderConfig): boolean {
  if (config.protocol === 'oauth1' || !config.userinfo) return false
  const kept = new Set(config.userinfo.keep.map(field => `token.${field.as}`))
  const requests = [config.exchange?.request, ...config.also.map(also => also.request)]
  return requests.some(request => request && usedIn(request).some(name => kept.has(name)))
}

function usedIn({ url, headers, query, data }: RequestTemplate): string[] {
  const values = [...headers, ...query, ...data].flatMap(param => param.values ?? [])
  return [url, ...values].flatMap(namesOf)
}
