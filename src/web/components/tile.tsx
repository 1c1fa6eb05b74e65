import './tile.css'
import type { CSSProperties } from 'react'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'

/** The square of a service: the icon of its connector, else two letters. Its colour never carries meaning. */
export function Tile({
  icon,
  name,
  size = 'normal',
}: {
  icon: ConnectorIcon | null | undefined
  name: string
  size?: 'small' | 'normal' | 'large'
}) {
  if (!icon) {
    return (
      <span className={`tile tile-${size}`} aria-hidden="true">
        {letters(name)}
      </span>
    )
  }
  const ground = /^#[0-9a-f]{6}$/i.test(icon.background) ? icon.background : '#ffffff'
  return (
    <span
      className={`tile tile-${size} tile-picture`}
      style={{ '--tile-ground': ground } as CSSProperties}
      aria-hidden="true"
    >
      <img src={icon.dataUrl} alt="" />
    </span>
  )
}

function letters(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const [first = '?', second] = words
  return (second ? `${first[0]}${second[0]}` : first.slice(0, 2)).toUpperCase()
}
