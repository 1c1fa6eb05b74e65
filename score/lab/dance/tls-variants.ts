import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import type { Configuration } from 'oidc-provider'
import { CA, CLIENT_CERTIFICATE, CLIENT_KEY } from '#egress/fixtures/mutual-tls.ts'
import { withClient } from './client-variants.ts'
import type { OidcVariant } from './oidc-peer.ts'
import type { Step } from './peer.ts'
import { openTlsFront, SHOWN, SIGNED, statusWithoutCertificate, type TlsFront } from './tls-front.ts'

type Method = 'tls_client_auth' | 'self_signed_tls_client_auth'

/** Clients that prove themselves by a certificate, with tokens bound to it, at the addresses meant for it. */
export async function tlsVariant(method: Method): Promise<OidcVariant> {
  const front = await openTlsFront()
  return {
    configure: usual => configure(usual, { front, method }),
    ready: front.leadTo,
    ext: () => ({ client_auth: 'none', client_certificate: 'required', host_suffix: ['localhost'] }),
    document: { oauth2_validate_url: `${front.origin}/me` },
    values: { CERTIFICATE: CLIENT_CERTIFICATE, PRIVATE_KEY: CLIENT_KEY, CA },
    more: [isRefusedWithout(front)],
    close: front.close,
  }
}

function configure(usual: Configuration, { front, method }: { front: TlsFront; method: Method }): Configuration {
  const { subject, publicKey, raw } = new X509Certificate(CLIENT_CERTIFICATE)
  const proofs = {
    tls_client_auth: { tls_client_auth_subject_dn: subject },
    self_signed_tls_client_auth: {
      jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), x5c: [raw.toString('base64')] }] },
    },
  }
  const at = (path: string) => `${front.origin}${path}`
  const changed = withClient(usual, {
    ...proofs[method],
    token_endpoint_auth_method: method,
    tls_client_certificate_bound_access_tokens: true,
  })
  return {
    ...changed,
    discovery: {
      mtls_endpoint_aliases: {
        token_endpoint: at('/token'),
        revocation_endpoint: at('/token/revocation'),
        userinfo_endpoint: at('/me'),
      },
    },
    features: {
      ...usual.features,
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        tlsClientAuth: method === 'tls_client_auth',
        selfSignedTlsClientAuth: method === 'self_signed_tls_client_auth',
        getCertificate: ({ req }) => {
          const shown = decodeURIComponent(String(req.headers[SHOWN] ?? ''))
          return shown === '' ? undefined : shown
        },
        certificateAuthorized: ({ req }) => req.headers[SIGNED] === 'yes',
        certificateSubjectMatches: ({ req }, property, expected) => {
          const shown = new X509Certificate(decodeURIComponent(String(req.headers[SHOWN] ?? '')))
          return property === 'tls_client_auth_subject_dn' && shown.subject === expected
        },
      },
    },
  }
}

function isRefusedWithout({ origin }: TlsFront): Step {
  return {
    name: 'the token is worth nothing without the certificate',
    async run({ read, test }) {
      const { value } = await read()
      assert.equal(await statusWithoutCertificate(`${origin}/me`, String(value)), 401)
      assert.equal((await test()).ok, true)
    },
  }
}
