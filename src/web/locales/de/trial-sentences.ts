import type { SentencePair } from '../translate-sentences.ts'

/** What the server says of a sign-in that is tried. */
export const GERMAN_TRIAL_SENTENCES: readonly SentencePair[] = [
  ['This trial is over. Start it again.', 'Dieser Versuch ist vorbei. Beginnen Sie ihn neu.'],
  ['The trial was ended.', 'Der Versuch wurde beendet.'],
  ['Its connector is not installed here any more.', 'Der Konnektor dazu ist hier nicht mehr installiert.'],
  [
    'Other trials are running. Wait until one of them ends.',
    'Andere Versuche laufen gerade. Warten Sie, bis einer davon endet.',
  ],
  [
    'Nobody came back from the sign-in within 10 minutes.',
    'Innerhalb von 10 Minuten kam niemand von der Anmeldung zurück.',
  ],
  [
    'This config asks for values with the sign-in. Try it with "flow test oauth" in a terminal.',
    'Diese Konfiguration fragt bei der Anmeldung nach Werten. Probieren Sie sie mit „flow test oauth“ im Terminal aus.',
  ],
  ['The code was entered.', 'Der Code wurde eingegeben.'],
  ['No one has to sign in.', 'Niemand muss sich anmelden.'],
  ['The account was named.', 'Das Konto wurde genannt.'],
  ['The service named no account.', 'Der Dienst nannte kein Konto.'],
  ['The config does not say where the account is named.', 'Die Konfiguration sagt nicht, wo das Konto genannt wird.'],
  ['Granted: {rest}.', 'Gewährt: {rest}.'],
  ['The config has no validate request.', 'Die Konfiguration hat keine Prüfanfrage.'],
  ['The service gave no refresh token.', 'Der Dienst gab kein Token zum Erneuern.'],
  ['The config renews no tokens.', 'Die Konfiguration erneuert keine Tokens.'],
  ['No new token came.', 'Es kam kein neues Token.'],
  ['With the new token.', 'Mit dem neuen Token.'],
  [
    'The config revokes nothing: the tokens end by themselves.',
    'Die Konfiguration widerruft nichts: Die Tokens enden von selbst.',
  ],
  ['The sign-in ended as {state}.', 'Die Anmeldung endete mit {state}.'],
  ['The login has no tokens.', 'Die Anmeldung hat keine Tokens.'],
]
