import type { SentencePair } from '../translate-sentences.ts'

/** What the server says of sign-ins. */
export const SIGN_IN_SENTENCES: readonly SentencePair[] = [
  ['This login is being renewed. Try again.', 'Diese Anmeldung wird gerade erneuert. Versuchen Sie es noch einmal.'],
  [
    '{service} could not renew this login a moment ago. Try again later.',
    '{service} konnte diese Anmeldung eben nicht erneuern. Versuchen Sie es später noch einmal.',
  ],
  ['This login has no tokens. Reconnect it.', 'Diese Anmeldung hat keine Tokens. Verbinden Sie sie neu.'],
  ['The sign-in of this login ended. Reconnect it.', 'Diese Anmeldung ist abgelaufen. Verbinden Sie sie neu.'],
  ['This login was deleted meanwhile.', 'Diese Anmeldung wurde inzwischen gelöscht.'],
  ['There is no login of this provider to reconnect.', 'Bei diesem Anbieter gibt es keine Anmeldung zum Neuverbinden.'],
  [
    'The stored tokens of this login cannot be read. Reconnect it.',
    'Die gespeicherten Tokens dieser Anmeldung sind nicht lesbar. Verbinden Sie sie neu.',
  ],
  [
    'What was kept of this sign-in cannot be read. Start it again.',
    'Was von dieser Anmeldung aufbewahrt wurde, ist nicht lesbar. Beginnen Sie neu.',
  ],
  [
    'The client of this provider cannot be read. Load it again.',
    'Die Zugangsdaten dieses Anbieters sind nicht lesbar. Laden Sie ihn neu.',
  ],
  [
    'There is no sign-in with this id in this browser session.',
    'In dieser Browsersitzung gibt es keine Anmeldung mit dieser ID.',
  ],
  [
    'One of the permissions is not offered any more. Open the page again.',
    'Eine der Berechtigungen wird nicht mehr angeboten. Öffnen Sie die Seite neu.',
  ],
  ['This permission is not offered.', 'Diese Berechtigung wird nicht angeboten.'],
  [
    '{service} no longer accepts this sign-in ({code}). Sign in again.',
    '{service} nimmt diese Anmeldung nicht mehr an ({code}). Melden Sie sich neu an.',
  ],
  [
    '{service} asks for a new sign-in ({code}). Sign in again.',
    '{service} verlangt eine neue Anmeldung ({code}). Melden Sie sich neu an.',
  ],
  [
    '{service} refused the request ({code}). Ask an administrator to check the client and its return address.',
    '{service} hat die Anfrage abgelehnt ({code}). Bitten Sie die Administration, den Client und seine Rückkehradresse zu prüfen.',
  ],
  [
    '{service} did not allow what is needed: {names}. Nothing was saved. Sign in again and allow it.',
    '{service} hat nicht erlaubt, was gebraucht wird: {names}. Es wurde nichts gespeichert. Melden Sie sich neu an und erlauben Sie es.',
  ],
  [
    'This login lacks a permission that is needed: {names}. Reconnect it and allow it.',
    'Dieser Anmeldung fehlt eine Berechtigung, die gebraucht wird: {names}. Verbinden Sie sie neu und erlauben Sie es.',
  ],
  [
    'The key of the stored values was lost, and with it what was entered here. Enter it again.',
    'Der Schlüssel der gespeicherten Werte ging verloren und damit, was hier eingegeben wurde. Geben Sie es neu ein.',
  ],
  [
    'The key of the stored values was lost, and with it this sign-in. Reconnect this login.',
    'Der Schlüssel der gespeicherten Werte ging verloren und damit diese Anmeldung. Verbinden Sie sie neu.',
  ],
  [
    'What was entered here was given up with a lost key. Enter it again.',
    'Was hier eingegeben war, wurde mit einem verlorenen Schlüssel aufgegeben. Geben Sie es neu ein.',
  ],
  [
    'Newly needed: {names}. Reconnect this login to allow it.',
    'Neu gebraucht: {names}. Verbinden Sie diese Anmeldung neu, um es zu erlauben.',
  ],
  [
    'Newly offered: {names}. Reconnect this login to allow it.',
    'Neu angeboten: {names}. Verbinden Sie diese Anmeldung neu, um es zu erlauben.',
  ],
  [
    'Tokens of {service} work only where they were made. Sign in instead.',
    'Tokens von {service} wirken nur dort, wo sie entstanden sind. Melden Sie sich stattdessen an.',
  ],
  [
    'This time is over, and without a refresh token nothing can be renewed.',
    'Diese Zeit ist vorbei, und ohne Erneuerungstoken lässt sich nichts erneuern.',
  ],
  ['Enter the secret that came with the token.', 'Geben Sie das Geheimnis ein, das mit dem Token kam.'],
  [
    'This is no token: it holds spaces or letters that none has. Paste the token alone.',
    'Das ist kein Token: Es enthält Leerzeichen oder Zeichen, die keines hat. Fügen Sie nur das Token ein.',
  ],
  [
    'Check "publicUrl" in deploymentConfig.json and the proxy in front.',
    'Prüfen Sie "publicUrl" in deploymentConfig.json und den Proxy davor.',
  ],
  [
    'This server does not reach itself at {address} ({cause}). If browsers do not either, no sign-in comes back. {rest}',
    'Dieser Server erreicht sich selbst unter {address} nicht ({cause}). Wenn es auch Browsern so geht, kommt keine Anmeldung zurück. {rest}',
  ],
  [
    'Another Flow Connections answers at {address}, so no sign-in comes back. {rest}',
    'Unter {address} antwortet ein anderes Flow Connections, deshalb kommt keine Anmeldung zurück. {rest}',
  ],
  [
    'Something else answers at {address} ({status}), so no sign-in comes back. {rest}',
    'Unter {address} antwortet etwas anderes ({status}), deshalb kommt keine Anmeldung zurück. {rest}',
  ],
  [
    'That login is of another account. Add this one as a login of its own.',
    'Diese Anmeldung gehört zu einem anderen Konto. Fügen Sie dieses als eigene Anmeldung hinzu.',
  ],
  [
    'This is not the code that {service} shows. Copy it from there.',
    'Das ist nicht der Code, den {service} zeigt. Kopieren Sie ihn von dort.',
  ],
  [
    'This is not the address that {service} sent the browser to. It begins with {address}.',
    'Das ist nicht die Adresse, zu der {service} den Browser geschickt hat. Sie beginnt mit {address}.',
  ],
  [
    'Other hosts are waiting by now. Nothing was approved. Look at them, then approve again.',
    'Inzwischen warten andere Hosts. Nichts wurde freigegeben. Sehen Sie nach und geben Sie dann neu frei.',
  ],
]
