import { Client } from 'ldapts'

export default {
  cannot: [
    'redirect',
    'redirect to a forbidden host',
    'request',
    'keep-alive',
    'ten at once',
    'timeout',
    'closed port',
    'forbidden host',
  ],
  open({ ca, limit }) {
    let client
    return {
      async ask(url) {
        const { host, pathname } = new URL(url)
        client = new Client({ url: `ldap://${host}`, timeout: limit, connectTimeout: limit })
        await client.startTLS({ ca })
        await client.bind('cn=ann', 'right')
        const { searchEntries } = await client.search(`cn=${pathname.slice(1)}`, { scope: 'base' })
        return searchEntries[0].said
      },
      close: () => client.unbind(),
    }
  },
}
