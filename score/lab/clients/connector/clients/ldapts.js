import { Client } from 'ldapts'

export default {
  cannot: ['redirect', 'redirect to a forbidden host'],
  open({ ca, limit }) {
    let client
    return {
      async ask(url) {
        const { protocol, host, pathname } = new URL(url)
        if (!client) {
          client = new Client({
            url: `${protocol}//${host}`,
            timeout: limit,
            connectTimeout: limit,
            ...(protocol === 'ldaps:' ? { tlsOptions: { ca } } : {}),
          })
          await client.bind('cn=ann', 'right')
        }
        const { searchEntries } = await client.search(`cn=${pathname.slice(1)}`, { scope: 'base' })
        return searchEntries[0].said
      },
      close: () => client.unbind(),
    }
  },
}
