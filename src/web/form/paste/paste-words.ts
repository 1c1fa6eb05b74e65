import { speak } from '../../lib/speak.ts'

/** What is said about a pasted text. Never a value of it. */
export const PASTE_WORDS = {
  pasteFromCurl: 'a curl line',
  pasteFromLines: 'pasted lines',
  pasteFromJson: 'JSON',
  pasteFromAddress: 'a connection string',
  pasteFromPairs: 'a connection string',
  pasteFilled: { one: 'Filled {count} field from {source}', other: 'Filled {count} fields from {source}' },
  pasteFilledNothing: 'No field was filled from {source}',
  pasteSame: 'Held it already: {labels}.',
  pasteHeld: 'Left as it was: {labels}.',
  pasteReplace: 'Replace',
  pasteReplaceWhat: 'Replace {labels}',
  pasteUnfit: 'Does not fit its field: {labels}.',
  pasteWrong: 'Needs a correction: {labels}.',
  pasteLeft: { one: '{count} value had no field: {names}.', other: '{count} values had no field: {names}.' },
  pasteLeftUnnamed: { one: '{count} value had no field.', other: '{count} values had no field.' },
  pasteLeftMore: { one: '{names} and {count} more', other: '{names} and {count} more' },
  pasteWhichValue: '{label} could be {names}. Paste only the one you mean.',
  pasteWhichField: '{name} could go into {labels}. Type it where it belongs.',
  pasteOr: '{first} or {last}',
  pasteUndo: 'Undo',
  pasteUndone: 'Everything is back as it was before you pasted.',
  pasteAreaLabel: 'Curl line, .env lines, JSON or connection string',
  pasteAreaNote: 'It is read on this page and goes nowhere. You see what was filled and can undo it.',
  pasteFillFields: 'Fill fields',
  pasteCancel: 'Cancel',
  pasteNothingFits: 'Nothing in this text fits a field of this form.',
  pasteEmpty: 'Paste something first.',
  pasteTooLong: 'This is longer than 64 kB. Paste a part of it.',
} as const

export const { t: sayPaste, tCount: sayPasteCount } = speak(PASTE_WORDS, 'form')
