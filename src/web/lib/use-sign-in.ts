import { useEffect, useState, useSyncExternalStore } from 'react'
import { createSignIn, type SignIn, type SignInState } from './sign-in.ts'

/** One sign-in driver for as long as the component stands; takes up `attemptId` when this page was left for it. */
export function useSignIn(attemptId: string | undefined): { signIn: SignIn; state: SignInState } {
  const [signIn] = useState(() => createSignIn())
  const state = useSyncExternalStore(signIn.subscribe, signIn.getState)
  useEffect(() => {
    if (attemptId) signIn.resume(attemptId)
    return () => signIn.stop()
  }, [signIn, attemptId])
  return { signIn, state }
}
