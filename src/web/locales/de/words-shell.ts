import type { SHELL_WORDS } from '../../lib/words-shell.ts'
import type { Translated } from '../translation.ts'

export const GERMAN_SHELL = {
  paletteTitle: 'Suche und Befehle',
  paletteBox: 'Gehen, hinzufügen oder finden',
  paletteGo: 'Gehen zu',
  paletteHelp: 'Hilfe',
  paletteFound: { one: '{count} gefunden', other: '{count} gefunden' },
  paletteNone: 'Nichts passt zu „{query}“.',
  shortcutsTitle: 'Tastenkürzel',
  shortcutsEverywhere: 'Überall',
  keyPalette: 'zu einer Seite gehen, eine Verbindung hinzufügen, ein Konto finden',
  keySearch: 'zur Suche der Seite',
  keySheet: 'diese Liste',
  keyEscape: 'das oberste Fenster schließen, sonst alle Haken entfernen',
  keyRows: 'von Zeile zu Zeile',
  keyFirstLast: 'zur ersten oder letzten Zeile',
  keyRange: 'alle zwischen der zuletzt angehakten Zeile und dieser anhaken',
  keyProblem: 'das nächste Problem öffnen',
  keyFix: 'ein Problem beheben lassen',
  keyFind: 'im Text suchen',
  keyIndent: 'einrücken, denn Tab verlässt den Editor',
  loneKeys: 'Tasten, die allein gedrückt werden (/ und ?), tun etwas',
} satisfies Translated<typeof SHELL_WORDS>
