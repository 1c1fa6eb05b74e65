import { type RefObject, useEffect, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { say } from '../words.ts'

/** Keeps browsers and their extensions from filling, storing or checking a secret (forms.md §6). */
export const SECRET_ATTRIBUTES = {
  autoComplete: 'new-password',
  autoCapitalize: 'off',
  spellCheck: false,
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  'data-bwignore': '',
  'data-form-type': 'other',
} as const

/** Whether a secret is readable now. It hides again when the form is sent and when the window loses the focus. */
export function useShown(control: RefObject<HTMLElement | null>): [boolean, (shown: boolean) => void] {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!shown) return
    const form = control.current?.closest('form')
    const hide = () => setShown(false)
    form?.addEventListener('submit', hide)
    window.addEventListener('blur', hide)
    return () => {
      form?.removeEventListener('submit', hide)
      window.removeEventListener('blur', hide)
    }
  }, [shown, control])
  return [shown, setShown]
}

export interface ShowButtonProps {
  label: string
  shown: boolean
  disabled: boolean
  onPress: () => void
}

export function ShowButton({ label, shown, disabled, onPress }: ShowButtonProps) {
  return (
    <Button
      kind="quiet"
      size="small"
      iconOnly
      icon={shown ? 'eye-off' : 'eye'}
      className="fc-box-button"
      aria-label={say('show', { label })}
      aria-pressed={shown}
      disabled={disabled}
      onClick={onPress}
    />
  )
}
