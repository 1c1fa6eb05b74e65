import tls from 'node:tls'

export default {
  open({ ca, limit }) {
    if (ca) tls.setDefaultCACertificates([ca])
    else tls.setDefaultCACertificates(tls.getCACertificates('bundled'))
    return { ask: async url => (await fetch(url, { signal: AbortSignal.timeout(limit) })).text() }
  },
}
