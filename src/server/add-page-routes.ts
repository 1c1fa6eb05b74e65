import { makeOriginHook } from './check-origin.ts'
import { addVisitors } from './page-visitor.ts'
import type { PageTools, RouteTools, TypedServer } from './route-types.ts'
import { addAccountRoutes } from './routes/account-routes.ts'
import { addActivityRoutes } from './routes/activity-routes.ts'
import { addConnectRoutes } from './routes/connect-routes.ts'
import { addConnectionRoutes } from './routes/connection-routes.ts'
import { addConnectorRoutes } from './routes/connector-routes.ts'
import { addEventRoutes } from './routes/event-routes.ts'
import { addFormRoutes } from './routes/form-routes.ts'
import { addHostRoutes } from './routes/host-routes.ts'
import { addKeyRoutes } from './routes/key-routes.ts'
import { addLoginRoutes } from './routes/login-routes.ts'
import { addOAuthRoutes } from './routes/oauth-routes.ts'
import { addPeopleRoutes } from './routes/people-routes.ts'
import { addPreviewRoutes } from './routes/preview-routes.ts'
import { addProviderRoutes } from './routes/provider-routes.ts'
import { addSessionRoutes } from './routes/session-routes.ts'
import { addSignInRoutes } from './routes/sign-in-routes.ts'
import { addTrialRoutes } from './routes/trial-routes.ts'
import { addUseRoutes } from './routes/use-routes.ts'
import { addWebhookRoutes } from './routes/webhook-routes.ts'
import { API_HEADERS } from './security-headers.ts'

/** Everything the page calls: takes the cookie, may change, and answers only our own page. */
export async function addPageRoutes(server: TypedServer, { app, config, cookies }: RouteTools): Promise<void> {
  server.addHook('onRequest', () => app.connectorsRead())
  await server.register(async api => {
    const scope = api as TypedServer
    scope.addHook('onRequest', makeOriginHook(config))
    scope.addHook('onRequest', async (_request, reply) => {
      reply.headers(API_HEADERS)
    })
    const tools: PageTools = { app, cookies, ...addVisitors(scope, { app, config, cookies }) }
    const groups = [
      addConnectRoutes,
      addSessionRoutes,
      addConnectorRoutes,
      addFormRoutes,
      addAccountRoutes,
      addUseRoutes,
      addConnectionRoutes,
      addLoginRoutes,
      addProviderRoutes,
      addHostRoutes,
      addKeyRoutes,
      addWebhookRoutes,
      addPeopleRoutes,
      addPreviewRoutes,
      addActivityRoutes,
      addTrialRoutes,
      addEventRoutes,
    ]
    for (const add of groups) add(scope, tools)
  })
  await server.register(async pages => addOAuthRoutes(pages as TypedServer, { app, config, cookies }))
  await server.register(async pages => addSignInRoutes(pages as TypedServer, { app, config, cookies }))
}
