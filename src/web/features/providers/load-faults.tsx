import { AppError } from '#shared/errors/app-error.ts'
import { Banner } from '../../components/banner.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { t } from '../../lib/words-administration.ts'

/** Why nothing was loaded: each fault with its line and column, and the line itself with its values hidden. */
export function LoadFaults({ error }: { error: unknown }) {
  if (!(error instanceof AppError) || error.code !== 'load_file_invalid') return <ErrorBanner error={error} />
  return (
    <Banner kind="bad" role="alert" title={t('nothingLoaded')}>
      <ul className="load-faults">
        {faultsOf(error.detail).map(({ place, code, words, excerpt }) => (
          <li key={`${place} ${words}`}>
            {/* For administrators, in the words of the command line. */}
            <span lang="en">
              <code>{place}</code> {words} <code className="faint">{code}</code>
            </span>
            {excerpt && (
              <pre className="load-excerpt" dir="ltr">
                {excerpt}
              </pre>
            )}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

interface Fault {
  /** `oauths.json:4:9` */
  place: string
  code: string
  words: string
  /** The line and a mark below it. */
  excerpt: string
}

/** `file:line:column code: words. Nothing was loaded.`, sometimes with lines of the file below. */
function faultsOf(detail: string): Fault[] {
  const faults: Fault[] = []
  for (const line of detail.split('\n')) {
    const found = /^(\S.*?:\d+:\d+) ([a-z-]+): (.*)$/.exec(line)
    const last = faults.at(-1)
    if (found) {
      const [, place = '', code = '', words = ''] = found
      faults.push({ place, code, words: sentence(words.replace(/ Nothing was loaded\.$/, '')), excerpt: '' })
    } else if (last) {
      last.excerpt += `${last.excerpt ? '\n' : ''}${line}`
    } else if (line) {
      faults.push({ place: '', code: '', words: line, excerpt: '' })
    }
  }
  return faults
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
