import type { TRIAL_WORDS } from '../../lib/words-trial.ts'
import type { Translated } from '../translation.ts'

export const GERMAN_TRIAL = {
  tryTitle: 'Anmeldung von {name} ausprobieren',
  tryText:
    'Der ganze Ablauf mit der geladenen Anwendung. Nichts davon wird gespeichert, und was geheim ist, bleibt hier verborgen.',
  tryRunning: 'Es läuft',
  tryGo: 'Zur Anmeldung gehen',
  tryGoText: 'Melden Sie sich mit einem Testkonto an. Sie kommen von selbst hierher zurück.',
  tryCode: 'Geben Sie dort diesen Code ein',
  tryCodeName: 'der Code',
  tryGood: 'Alles geht',
  tryBad: 'Bei einem Schritt ging es nicht weiter',
  danceSignIn: 'Anmeldung',
  stepTokens: 'Token',
  stepRefresh: 'Erneuerung',
  stepValidate: 'Prüfung',
  stepRevoke: 'Widerruf',
  trialOk: 'erledigt',
  trialNone: 'ausgelassen',
  trialFailed: 'fehlgeschlagen',
  sent: 'Gesendet',
  got: 'Geantwortet',
  noAnswer: 'keine Antwort',
  answerStatus: 'Antwort {status}',
} satisfies Translated<typeof TRIAL_WORDS>
