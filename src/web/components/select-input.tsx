import './field.css'
import type { ReactNode, SelectHTMLAttributes } from 'react'
import { Icon } from './icon.tsx'

/** A native select in the look of a text box. */
export function SelectInput({ children, ...rest }: SelectHTMLAttributes<HTMLSelectElement> & { children: ReactNode }) {
  return (
    <span className="select">
      <select {...rest} className="input">
        {children}
      </select>
      <Icon name="down" />
    </span>
  )
}
