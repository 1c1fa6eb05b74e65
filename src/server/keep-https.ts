import type { FastifyReply, FastifyRequest } from 'fastify'

const A_YEAR = 31_536_000

/** Browsers that were here once come by https from then on (security.md §5.1). Over http they would take no notice. */
export async function keepHttps(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('Strict-Transport-Security', `max-age=${A_YEAR}`)
}
