import type { NetworkFault } from './types.ts'

/** What the fields of the form are called that may be at fault; absent: the form has none, or several. */
export interface FieldNames {
  address?: string
  /** The secret, and the name it goes with where there is one. */
  secret?: string
}

/**
 * One or two sentences about a failed request: first what is, then what to do (flow-format.md §12.1). `seconds` is the
 * limit, where it was what ended the request.
 */
export function networkWords(fault: NetworkFault, names: FieldNames = {}, seconds?: number): string {
  return `${whatIs(fault, seconds)} ${nextStep(fault, names)}`
}

function whatIs({ cause, host, status, allow }: NetworkFault, seconds: number | undefined): string {
  switch (cause) {
    case 'unknown-host':
      return `${host === '' ? 'The host' : `Host ${host}`} is not known.`
    case 'refused':
      return `${host === '' ? 'The server' : `Host ${host}`} does not take the connection.`
    case 'timed-out':
      if (seconds === undefined) return 'The server did not answer in time.'
      return `No answer within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
    case 'certificate':
      return `The certificate of ${host === '' ? 'the server' : host} is not trusted here.`
    case 'handshake':
      return 'The server does not answer with TLS.'
    case 'bad-address':
      return 'This is not a full address.'
    case 'not-allowed':
      if (allow !== undefined) return `Connections to ${allow} have to be allowed first.`
      return `Connections to ${host === '' ? 'this address' : host} are not opened from here.`
    case 'http-401':
      return 'The server answered 401: it does not know these credentials.'
    case 'http-403':
      return 'The server answered 403: these credentials do not allow it.'
    case 'http-404':
      return 'The server answered 404: there is nothing at this address.'
    case 'http-5xx':
      return `The server answered ${status}: it has trouble of its own.`
    case 'http-other':
      return status === 429
        ? 'The server answered 429: it was asked too often.'
        : `The server answered ${status}, which was not expected.`
  }
}

/** What to do about it, in one sentence. */
export function nextStep({ cause, status, allow }: NetworkFault, names: FieldNames = {}): string {
  const address = names.address === undefined ? 'the address' : `the ${names.address}`
  const secret = names.secret === undefined ? 'them' : `the ${names.secret}`
  switch (cause) {
    case 'unknown-host':
    case 'http-404':
      return names.address === undefined && cause === 'http-404' ? 'Check it.' : `Check ${address}.`
    case 'refused':
      return `Check ${address} and the port.`
    case 'timed-out':
      return 'Check that the server can be reached from here, then test again.'
    case 'certificate':
      return `Check ${address}, or ask an administrator.`
    case 'handshake':
      return `Check whether ${address} begins with http or https, and the port.`
    case 'bad-address':
      return `Write ${address} as in https://depot.example.com.`
    case 'not-allowed':
      return allow === undefined ? `Check ${address}.` : `Check ${address}, then allow it in the settings.`
    case 'http-401':
      return `Check ${secret}.`
    case 'http-403':
      return `Check ${secret}, or ask for the right.`
    case 'http-5xx':
      return 'Test again later.'
    case 'http-other':
      return status === 429 ? 'Test again later.' : `Check ${address}.`
  }
}
