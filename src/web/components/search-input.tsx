import './field.css'
import './search-input.css'
import type { Ref } from 'react'
import { Icon } from './icon.tsx'

/** A search box; the label is read, the placeholder is seen. */
export function SearchInput({
  label,
  value,
  onChange,
  ref,
  autoFocus,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  ref?: Ref<HTMLInputElement>
  autoFocus?: boolean
}) {
  return (
    <span className="search">
      <Icon name="search" />
      <input
        ref={ref}
        type="search"
        className="input"
        aria-label={label}
        placeholder={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: only where a dialog opens for choosing, and the box is its first control
        autoFocus={autoFocus}
        data-autofocus={autoFocus || undefined}
        onChange={event => onChange(event.target.value)}
      />
    </span>
  )
}
