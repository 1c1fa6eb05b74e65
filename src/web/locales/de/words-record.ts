import type { RECORD_WORDS } from '../../lib/words-record.ts'
import type { Translated } from '../translation.ts'

export const GERMAN_RECORD = {
  'account-deleted': 'Gelöscht',
  'account-renamed': 'Umbenannt',
  'account-shared': 'Geteilt',
  'account-switched': 'In Flows ausgetauscht',
  'account-unshared': 'Nicht mehr geteilt',
  'chain-begun': 'Verzeichnis begonnen',
  'connect-claimed': 'Der Seite übergeben, die danach fragte',
  'connect-refused': 'Einer Seite verweigert, die danach fragte',
  'connect-started': 'Fenster für eine andere Seite geöffnet',
  'connection-saved': 'Verbindung gespeichert',
  'connection-updated': 'Werte geändert',
  'connector-deployed': 'Konnektor installiert',
  'credential-released': 'Zugangsdaten abgerufen',
  'host-allowed': 'Host erlaubt',
  'host-forbidden': 'Host zurückgenommen',
  'key-made': 'API-Schlüssel erstellt',
  'key-revoked': 'API-Schlüssel gesperrt',
  'login-added': 'Anmeldung hinzugefügt',
  'login-reconnected': 'Neu verbunden',
  'provider-deleted': 'Provider entfernt',
  'provider-loaded': 'Provider geladen',
  'sign-in-started': 'Anmeldung begonnen',
  'token-revoked': 'Token beim Dienst beendet',
  recordYou: 'Sie',
} satisfies Translated<typeof RECORD_WORDS>
