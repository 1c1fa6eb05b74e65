import { ENGLISH } from './messages.ts'
import { speak } from './speak.ts'

/** What the record of who did what says, by the name it has there. */
export const RECORD_WORDS = {
  'account-deleted': 'Deleted',
  'account-given': 'Handed over',
  'account-renamed': 'Renamed',
  'account-resumed': 'Resumed after a suspension',
  'account-shared': 'Shared',
  'account-suspended': 'Suspended',
  'account-switched': 'Flows switched to another one',
  'account-unshared': 'No longer shared',
  'chain-begun': 'Record begun',
  'connect-claimed': 'Handed to the page that asked for it',
  'connect-refused': 'Refused to a page that asked for it',
  'connect-started': 'Window opened for another page',
  'connection-failing': 'Did not pass its repeated test',
  'connection-recovered': 'Passed its repeated test again',
  'connection-saved': 'Connection saved',
  'connection-updated': 'Values changed',
  'connector-deployed': 'Connector deployed',
  'connector-ended': 'Connector code ended',
  'connector-refused': 'Host refused to connector code',
  'credential-released': 'Credential fetched',
  'first-admin': 'First administrator',
  'host-allowed': 'Host allowed',
  'host-forbidden': 'Host taken back',
  'hosts-approved': 'New hosts of a provider approved',
  'key-given': 'API key handed over',
  'key-made': 'API key created',
  'key-refused': 'API key refused',
  'key-replaced': 'API key replaced',
  'key-revoked': 'API key revoked',
  'keys-reset': 'Lost key replaced, stored values given up',
  'login-added': 'Login added',
  'login-reconnected': 'Reconnected',
  'login-recovered': 'Works again',
  'needs-reconnect': 'Needs a new sign-in',
  'person-changed': 'Person changed',
  'provider-deleted': 'Provider removed',
  'provider-loaded': 'Provider loaded',
  'record-dropped': 'Old lines of the record dropped',
  'settings-saved': 'Settings saved',
  'sign-in-refused': 'Sign-in refused',
  'sign-in-started': 'Sign-in started',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'signed-out-everywhere': 'Signed out everywhere',
  'token-revoked': 'Token ended at the service',
  'webhook-changed': 'Webhook changed',
  'webhook-deleted': 'Webhook deleted',
  'webhook-key-replaced': 'Signing key of a webhook replaced',
  'webhook-made': 'Webhook added',
  'webhook-off': 'Webhook switched off by itself',
  recordYou: 'You',
} as const

const { t } = speak({ ...ENGLISH, ...RECORD_WORDS })

/** In words; an action that this page does not know by its name. */
export function recordWords(action: string): string {
  return isKnown(action) ? t(action) : action
}

/** Who: the name of an API key, or whoever looks. */
export function actorWords(actor: string): string {
  return actor === 'you' ? t('recordYou') : actor
}

function isKnown(action: string): action is keyof typeof RECORD_WORDS {
  return Object.hasOwn(RECORD_WORDS, action)
}
