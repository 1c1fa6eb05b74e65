import { ENGLISH } from './messages.ts'
import { speak } from './speak.ts'

/** "Try sign-in" of a provider. */
export const TRIAL_WORDS = {
  tryTitle: 'Try the sign-in of {name}',
  tryText: 'The whole dance with the client that is loaded. Nothing of it is saved, and what is secret is hidden here.',
  tryRunning: 'At work',
  tryGo: 'Go to the sign-in',
  tryGoText: 'Sign in with an account for tests. You come back here by yourself.',
  tryCode: 'Enter this code there',
  tryCodeName: 'the code',
  tryGood: 'All of it works',
  tryBad: 'It stopped at a step',
  danceSignIn: 'Sign-in',
  stepTokens: 'Tokens',
  stepRefresh: 'Renewal',
  stepValidate: 'Check',
  stepRevoke: 'Revocation',
  trialOk: 'done',
  trialNone: 'left out',
  trialFailed: 'failed',
  sent: 'Sent',
  got: 'Answered',
  noAnswer: 'no answer',
  answerStatus: 'answer {status}',
} as const

export const { t } = speak({ ...ENGLISH, ...TRIAL_WORDS })
