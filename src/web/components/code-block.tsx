import './code-block.css'
import { CopyButton } from './copy-button.tsx'

/** A command or a value to copy: whole, selectable, left to right. A single value wraps, so that all of it is seen. */
export function CodeBlock({ text, what }: { text: string; what: string }) {
  return (
    <div className="code-frame">
      <div className="code-block">
        {/* biome-ignore lint/a11y/useSemanticElements: a group is all it is */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keys */}
        <pre className={text.includes('\n') ? undefined : 'code-value'} tabIndex={0} role="group" aria-label={what}>
          {text}
        </pre>
        <CopyButton text={text} what={what} />
      </div>
    </div>
  )
}
