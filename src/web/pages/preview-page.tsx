import { useCallback, useEffect, useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import { Banner } from '../components/banner.tsx'
import { Button } from '../components/button.tsx'
import { DropTarget } from '../features/studio/drop-target.tsx'
import { EXAMPLE } from '../features/studio/example.ts'
import { OpenFile } from '../features/studio/open-file.tsx'
import type { ReadFile } from '../features/studio/read-dropped.ts'
import { MAX_BYTES } from '../features/studio/refuse-large.ts'
import { unpackSource } from '../features/studio/source-link.ts'
import { Studio } from '../features/studio/studio.tsx'
import { TypeChooser } from '../features/studio/type-chooser.tsx'
import { connectorsQuery } from '../lib/queries.ts'
import { useAddress } from '../lib/use-address.ts'
import { useQuery } from '../lib/use-query.ts'
import { t } from '../lib/words-studio.ts'

/** "Preview studio": a connection.json as text and as the form it makes. */
export function Component() {
  const { type = '' } = useParams()
  const { search } = useLocation()
  const navigate = useNavigate()
  const { params, change } = useAddress()
  const [isPreviewed, setPreviewed] = useState(false)
  // To say what can be chosen the server starts a process for each type: not while the form is waited for.
  const connectors = useQuery(isPreviewed ? connectorsQuery : undefined)
  const notePreviewed = useCallback(() => setPreviewed(true), [])
  const [source, setSource] = useState(EXAMPLE)
  const [isCut, setCut] = useLinkedText(setSource)
  const [refusal, setRefusal] = useState<string>()
  const [dropped, setDropped] = useState<ReadFile>()
  const comparing = params.has('compare')

  function edit(text: string) {
    setSource(text)
    if (type) navigate({ pathname: '/preview', search })
  }

  function open(file: ReadFile) {
    setRefusal('refusal' in file ? file.refusal : undefined)
    if ('text' in file) edit(file.text)
  }

  return (
    <DropTarget onRead={comparing ? setDropped : open}>
      <div className="studio">
        <title>{`${t('studioTitle')} · ${t('product')}`}</title>
        <div className="studio-head">
          <h1 tabIndex={-1}>{t('studioTitle')}</h1>
          <TypeChooser
            connectors={connectors.data?.items ?? []}
            broken={connectors.data?.broken ?? []}
            value={type}
            onChange={next =>
              navigate({ pathname: next ? `/preview/${encodeURIComponent(next)}` : '/preview', search })
            }
          />
          <OpenFile word={t('openFile')} onRead={open} />
          <Button
            kind="quiet"
            size="small"
            icon="compare"
            aria-pressed={comparing}
            onClick={() => change({ compare: comparing ? null : '1' })}
          >
            {t('compare')}
          </Button>
          <span className="small faint wide-only">{t(type ? 'studioLive' : 'studioPaste')}</span>
        </div>
        {isCut && (
          <Banner kind="bad" role="alert" title={t('linkCutTitle')} onClose={() => setCut(false)}>
            {t('linkCut')}
          </Banner>
        )}
        {refusal && (
          <Banner kind="bad" role="alert" title={refusal} onClose={() => setRefusal(undefined)}>
            {t('fileRefused')}
          </Banner>
        )}
        <Studio
          key={type}
          type={type}
          source={source}
          onSource={edit}
          onPreviewed={notePreviewed}
          comparing={comparing}
          dropped={dropped}
          onCompared={() => change({ compare: null })}
        />
      </div>
    </DropTarget>
  )
}

/** Takes the text that a shared link carries. True: there was one, and it cannot be read. */
function useLinkedText(onText: (text: string) => void) {
  const { hash } = useLocation()
  const [isCut, setCut] = useState(false)
  useEffect(() => {
    if (!hash.startsWith('#s=')) return
    let wanted = true
    void unpackSource(hash, MAX_BYTES).then(text => {
      if (!wanted) return
      setCut(text === undefined)
      if (text !== undefined) onText(text)
    })
    return () => {
      wanted = false
    }
  }, [hash, onText])
  return [isCut, setCut] as const
}
