import './uri-well.css'
import { CopyButton } from './copy-button.tsx'

/** An address to register elsewhere: named, whole, selectable, with Copy. Never shortened in the middle. */
export function UriWell({ name, uri, what }: { name: string; uri: string; what: string }) {
  return (
    <div className="uri-well">
      <span className="strong">{name}</span>
      <code>{uri}</code>
      <CopyButton text={uri} what={what} />
    </div>
  )
}
