import pg from 'pg'

const SECURE = 'pgs:'

export default {
  cannot: ['redirect', 'redirect to a forbidden host'],
  open({ ca, limit }) {
    let client
    return {
      async ask(url) {
        const { protocol, hostname: host, port, pathname } = new URL(url)
        const ssl = protocol === SECURE ? { ca } : false
        if (!client) {
          client = new pg.Client({
            host,
            port: Number(port),
            user: 'ann',
            password: 'right',
            ssl,
            query_timeout: limit,
          })
          await client.connect()
        }
        return (await client.query(`select ${pathname.slice(1)}`)).rows[0].said
      },
      close: () => client.end(),
    }
  },
}
