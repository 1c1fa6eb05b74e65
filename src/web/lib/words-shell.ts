import { ENGLISH } from './messages.ts'
import { speak } from './speak.ts'

/** The palette and the sheet of keys. */
export const SHELL_WORDS = {
  paletteTitle: 'Search and commands',
  paletteBox: 'Go to, add or find',
  paletteGo: 'Go to',
  paletteHelp: 'Help',
  paletteFound: { one: '{count} found', other: '{count} found' },
  paletteNone: 'Nothing matches “{query}”.',
  shortcutsTitle: 'Keyboard shortcuts',
  shortcutsEverywhere: 'Everywhere',
  keyPalette: 'go to a page, add a connection, find an account',
  keySearch: 'to the search of the page',
  keySheet: 'this list',
  keyEscape: 'close the window on top, else untick all',
  keyRows: 'from row to row',
  keyFirstLast: 'to the first or the last row',
  keyRange: 'tick all between the row ticked last and this one',
  keyProblem: 'open the next problem',
  keyFix: 'do the fix of a problem',
  keyFind: 'search in the text',
  keyIndent: 'indent, since Tab leaves the editor',
  loneKeys: 'Keys that are pressed by themselves (/ and ?) do something',
} as const

export const { t, tCount } = speak({ ...ENGLISH, ...SHELL_WORDS })
