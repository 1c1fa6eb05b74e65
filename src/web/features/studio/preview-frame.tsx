import { type CSSProperties, type ReactNode, type Ref, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import type { CompiledForm } from '#schema/types.ts'
import type { FormBundle } from '#shared/contract/forms.ts'
import type { Preview } from '#shared/contract/preview.ts'
import type { JsonObject } from '#shared/json.ts'
import { Banner } from '../../components/banner.tsx'
import { ConnectionForm, type ConnectionFormHandle } from '../../form/connection-form.tsx'
import { t } from '../../lib/words-studio.ts'
import type { FrameLook } from './frame-look.ts'
import { type Place, readPlace, restorePlace } from './keep-place.ts'
import type { StudioProblem } from './studio-problems.ts'
import { fitTyped, NOTHING_TYPED, rememberTyped } from './typed-values.ts'

export interface PreviewFrameProps {
  /** The last preview with a form; undefined: there was none yet. */
  shown: Preview | undefined
  /** What keeps the text from being a form now. */
  fault: StudioProblem | undefined
  look: FrameLook
  onValues: (values: JsonObject) => void
  onGood: () => void
  ref: Ref<ConnectionFormHandle>
  /** Stands above the form. */
  children?: ReactNode
}

const WIDTHS_OF = { fit: '100%', 320: '320px', 768: '768px', 1440: '1440px', '400%': '320px' } as const

/** The form as users see it, in a frame of its own width and theme. */
export function PreviewFrame({ shown, fault, look, children, ...form }: PreviewFrameProps) {
  return (
    <div className="stage-scroll">
      {look.width === '400%' && <p className="small muted device-note">{t('zoomNote')}</p>}
      <div
        className="device"
        data-theme={look.theme}
        data-zoom={look.width === '400%' || undefined}
        dir={look.rtl ? 'rtl' : 'ltr'}
        style={{ '--device-width': WIDTHS_OF[look.width] } as CSSProperties}
      >
        {children}
        {fault && (
          <Banner kind="bad" title={t(shown ? 'olderFormTitle' : 'noPreviewTitle')}>
            {t('faultAt', { line: fault.line, column: fault.column, message: fault.message })} {fault.fix}
          </Banner>
        )}
        {shown?.title && <h2 className="section-title">{shown.title}</h2>}
        {shown?.form?.validator && <KeptForm bundle={shown.form} hash={shown.form.validator.hash} {...form} />}
      </div>
    </div>
  )
}

type KeptFormProps = Pick<PreviewFrameProps, 'onValues' | 'onGood' | 'ref'> & { bundle: FormBundle; hash: string }

/** Another schema is another form: it starts with what of the typed values has a place in it, and says what has none. */
function KeptForm({ bundle, hash, onValues, onGood, ref }: KeptFormProps) {
  const [memory, setMemory] = useState(NOTHING_TYPED)
  const start = () => ({ hash, ...fitTyped(memory, bundle as unknown as CompiledForm) })
  const [drawn, setDrawn] = useState(start)
  if (drawn.hash !== hash) setDrawn(start())
  const frame = useRef<HTMLDivElement>(null)
  const place = useRef<Place>({ panels: new Map(), focus: undefined })
  const notePlace = ({ target }: SyntheticEvent) => {
    // What was pressed has been drawn by then; and a box that was taken away has not been left.
    queueMicrotask(() => {
      if (frame.current && (target as Node).isConnected) place.current = readPlace(frame.current)
    })
  }
  // Not before the parts of the form listen to what is opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each form that is drawn
  useEffect(() => {
    if (frame.current) restorePlace(frame.current, place.current)
  }, [hash])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only looks at what happens to the form
    <div
      ref={frame}
      className="kept-form"
      onClick={notePlace}
      onKeyUp={notePlace}
      onFocus={notePlace}
      onBlur={notePlace}
    >
      {drawn.lost.length > 0 && (
        <Banner kind="warn" role="status" title={t('lostTitle')}>
          {t('lostValues', { fields: drawn.lost.join(', ') })}
        </Banner>
      )}
      <ConnectionForm
        key={hash}
        ref={ref}
        bundle={bundle}
        draft={drawn.values}
        onChange={values => {
          setMemory(before => rememberTyped(before, bundle as unknown as CompiledForm, values))
          onValues(values)
        }}
        onSubmit={onGood}
      />
    </div>
  )
}
