import type { SentencePair } from '../translate-sentences.ts'

/** Of people and their rights. */
export const PEOPLE_SENTENCES: readonly SentencePair[] = [
  [
    'Sign in first. What you entered stays on this page.',
    'Melden Sie sich zuerst an. Was Sie eingegeben haben, bleibt auf dieser Seite.',
  ],
  ['This is for administrators.', 'Das ist Administratoren vorbehalten.'],
  [
    'Your access was ended here. Ask an administrator.',
    'Ihr Zugang wurde hier beendet. Fragen Sie einen Administrator.',
  ],
  [
    'This code is not known, or it is over. A start of the server prints a new one while there is no administrator.',
    'Dieser Code ist unbekannt oder abgelaufen. Solange es keinen Administrator gibt, gibt der Server bei jedem Start einen neuen aus.',
  ],
  ['There is no such person here.', 'Diese Person gibt es hier nicht.'],
  ['This session is over already.', 'Diese Sitzung ist schon beendet.'],
  [
    'An administrator suspended this entry. It is kept, and works again once they resume it.',
    'Ein Administrator hat diesen Eintrag gesperrt. Er bleibt erhalten und funktioniert wieder, sobald er freigegeben ist.',
  ],
  ['At least one administrator has to stay.', 'Mindestens ein Administrator muss bleiben.'],
  [
    'Here a group of the sign-in service decides who is administrator.',
    'Wer Administrator ist, entscheidet hier eine Gruppe des Anmeldedienstes.',
  ],
  [
    '{n} workflows still use this entry. Nothing was deleted.',
    '{n} Abläufe verwenden diesen Eintrag noch. Es wurde nichts gelöscht.',
  ],
]
