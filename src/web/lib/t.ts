import { ENGLISH } from './messages.ts'
import { speak } from './speak.ts'

export const { t, tCount } = speak(ENGLISH)
