import type { App } from '#app/app.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'

/**
 * For whatever watches over the server: that it answers and how connector code is contained, that its data can be read
 * (503 otherwise), and figures as Prometheus reads them.
 */
export function addHealthRoutes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  server.get('/healthz', async (_request, reply) => {
    const { version, runnerLevel } = app.info()
    return reply.headers(API_HEADERS).send({ status: 'ok', version, runnerLevel })
  })
  server.get('/readyz', async (_request, reply) => {
    await app.checkReady()
    return reply.headers(API_HEADERS).send({ status: 'ready' })
  })
  server.get('/metrics', async (_request, reply) => {
    const text = (await app.metrics()).map(toLines).join('')
    return reply.headers(API_HEADERS).type('text/plain; version=0.0.4; charset=utf-8').send(text)
  })
}

type Metric = Awaited<ReturnType<App['metrics']>>[number]

function toLines({ name, type, help, value }: Metric): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`
}
