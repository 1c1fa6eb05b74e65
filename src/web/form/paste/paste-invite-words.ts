import { speak } from '../../lib/speak.ts'

/** What stands at a form before anything is pasted; the rest comes with the part that reads. */
export const PASTE_INVITE_WORDS = {
  pasteQuestion: 'Have a curl line, .env lines or JSON?',
  pasteToFill: 'Paste to fill',
  pasteNotLoaded: 'This part of the page did not come. Load the page again.',
} as const

export const { t: sayInvite } = speak(PASTE_INVITE_WORDS, 'form')
