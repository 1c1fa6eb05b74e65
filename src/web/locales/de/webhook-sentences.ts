import type { SentencePair } from '../translate-sentences.ts'

/** Of those who are told of events. */
export const WEBHOOK_SENTENCES: readonly SentencePair[] = [
  [
    'This webhook does not exist, or it was changed or deleted meanwhile.',
    'Diesen Webhook gibt es nicht, oder er wurde inzwischen geändert oder gelöscht.',
  ],
  [
    'Enter a whole web address, such as https://engine.example.com/flow, without a password and without #.',
    'Geben Sie eine ganze Webadresse ein, etwa https://engine.example.com/flow, ohne Passwort und ohne #.',
  ],
  ['This event is not kept any more.', 'Dieses Ereignis ist nicht mehr aufbewahrt.'],
  [
    'The signing key of this webhook cannot be read. Replace it.',
    'Der Signaturschlüssel dieses Webhooks ist nicht lesbar. Ersetzen Sie ihn.',
  ],
]
