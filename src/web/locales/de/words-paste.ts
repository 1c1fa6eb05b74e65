import type { PASTE_INVITE_WORDS } from '../../form/paste/paste-invite-words.ts'
import type { PASTE_WORDS } from '../../form/paste/paste-words.ts'
import type { Translated } from '../translation.ts'

export const GERMAN_PASTE: Translated<typeof PASTE_INVITE_WORDS & typeof PASTE_WORDS> = {
  pasteQuestion: 'Haben Sie eine curl-Zeile, .env-Zeilen oder JSON?',
  pasteToFill: 'Einfügen und ausfüllen',
  pasteNotLoaded: 'Dieser Teil der Seite ist nicht angekommen. Laden Sie die Seite neu.',
  pasteFromCurl: 'einer curl-Zeile',
  pasteFromLines: 'eingefügten Zeilen',
  pasteFromJson: 'JSON',
  pasteFromAddress: 'einer Verbindungszeichenfolge',
  pasteFromPairs: 'einer Verbindungszeichenfolge',
  pasteFilled: { one: '{count} Feld aus {source} ausgefüllt', other: '{count} Felder aus {source} ausgefüllt' },
  pasteFilledNothing: 'Kein Feld aus {source} ausgefüllt',
  pasteSame: 'Stand schon da: {labels}.',
  pasteHeld: 'Unverändert: {labels}.',
  pasteReplace: 'Ersetzen',
  pasteReplaceWhat: 'Ersetzen: {labels}',
  pasteUnfit: 'Passt nicht in das Feld: {labels}.',
  pasteWrong: 'Zu korrigieren: {labels}.',
  pasteLeft: {
    one: 'Für {count} Wert gab es kein Feld: {names}.',
    other: 'Für {count} Werte gab es kein Feld: {names}.',
  },
  pasteLeftUnnamed: { one: 'Für {count} Wert gab es kein Feld.', other: 'Für {count} Werte gab es kein Feld.' },
  pasteLeftMore: { one: '{names} und {count} weiterer', other: '{names} und {count} weitere' },
  pasteWhichValue: '{label} könnte {names} sein. Fügen Sie nur das gemeinte ein.',
  pasteWhichField: '{name} passt in {labels}. Tragen Sie es dort ein, wo es hingehört.',
  pasteOr: '{first} oder {last}',
  pasteUndo: 'Rückgängig',
  pasteUndone: 'Alles ist wieder so wie vor dem Einfügen.',
  pasteAreaLabel: 'curl-Zeile, .env-Zeilen, JSON oder Verbindungszeichenfolge',
  pasteAreaNote:
    'Der Text wird auf dieser Seite gelesen und nirgendwohin gesendet. Sie sehen, was ausgefüllt wurde, und können es rückgängig machen.',
  pasteFillFields: 'Felder ausfüllen',
  pasteCancel: 'Abbrechen',
  pasteNothingFits: 'Nichts in diesem Text passt in ein Feld dieses Formulars.',
  pasteEmpty: 'Fügen Sie zuerst etwas ein.',
  pasteTooLong: 'Das sind mehr als 64 kB. Fügen Sie einen Teil davon ein.',
}
