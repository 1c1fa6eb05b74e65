import { useSyncExternalStore } from 'react'
import { onSpeech, type Speech, speech } from './locale.ts'

/** Draws again in the new words when the language changes. The parts below follow, as long as none of them is held back. */
export function useSpeech(): Speech {
  return useSyncExternalStore(onSpeech, speech, speech)
}
