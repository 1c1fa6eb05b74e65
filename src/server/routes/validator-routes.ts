import Type from 'typebox'
import { AppError } from '#shared/errors/app-error.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'
import { APP_HEADERS } from '../security-headers.ts'

const Params = Type.Object({ file: Type.String({ pattern: '^[0-9a-f]{64}\\.js$' }) })

/** Precompiled form validators (forms.md §10.3): the name is the hash, so a browser may keep them for ever. */
export function addValidatorRoutes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  server.get('/validators/:file', { schema: { params: Params } }, async ({ params }, reply) => {
    const found = await app.getValidator(params.file.slice(0, 64))
    if (!found) throw new AppError('not_found', { detail: 'There is no validator of this name. Reload the page.' })
    const cache = found.cache === 'immutable' ? 'private, max-age=31536000, immutable' : 'no-store'
    return reply
      .headers(APP_HEADERS)
      .header('Cache-Control', cache)
      .type('text/javascript; charset=utf-8')
      .send(found.code)
  })
}
