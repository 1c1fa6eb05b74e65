import './button.css'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-drawings.tsx'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'normal' | 'small'
  /** Shows a ring in place of the icon. The button keeps its focus and ignores presses. */
  busy?: boolean
  icon?: IconName
  /** After the word, for "opens a window". */
  endIcon?: IconName
  /** Only the drawing: the name must then be in `aria-label`, which is also its tooltip. */
  iconOnly?: boolean
  ref?: Ref<HTMLButtonElement>
  /** Takes the focus when the dialog around it opens. */
  'data-autofocus'?: boolean
}

/** A button of the design. `type="button"` unless told otherwise, so that it never sends a form by accident. */
export function Button({
  kind = 'secondary',
  size = 'normal',
  busy = false,
  icon,
  endIcon,
  iconOnly = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = ['button', `button-${kind}`]
  if (size === 'small') classes.push('button-small')
  if (iconOnly) classes.push('button-icon')
  if (className) classes.push(className)
  return (
    <button
      type="button"
      title={iconOnly ? rest['aria-label'] : undefined}
      {...rest}
      className={classes.join(' ')}
      aria-busy={busy || undefined}
      onClick={event => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <span className="busy-ring" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {iconOnly ? null : children}
      {endIcon && <Icon name={endIcon} />}
    </button>
  )
}
