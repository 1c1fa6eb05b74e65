import { type CSSProperties, type Ref, useRef } from 'react'
import type { Preview } from '#shared/contract/preview.ts'
import type { JsonObject } from '#shared/json.ts'
import { Banner } from '../../components/banner.tsx'
import { ConnectionForm, type ConnectionFormHandle } from '../../form/connection-form.tsx'
import { t } from '../../lib/words-studio.ts'

export const WIDTHS = ['fit', '320', '768', '1440'] as const
export type FrameWidth = (typeof WIDTHS)[number]
export type FrameTheme = 'light' | 'dark'

/** The form as users see it, in a frame of its own width and theme. Typed values outlive a changed file. */
export function PreviewFrame({
  preview,
  width,
  theme,
  rtl,
  onValues,
  onGood,
  ref,
}: {
  preview: Preview
  width: FrameWidth
  theme: FrameTheme
  rtl: boolean
  onValues: (values: JsonObject) => void
  onGood: () => void
  ref: Ref<ConnectionFormHandle>
}) {
  const typed = useRef<JsonObject | undefined>(undefined)
  const { form } = preview
  return (
    <div className="stage-scroll">
      <div
        className="device"
        data-theme={theme}
        dir={rtl ? 'rtl' : 'ltr'}
        style={{ '--device-width': width === 'fit' ? '100%' : `${width}px` } as CSSProperties}
      >
        {preview.title && <h2 className="section-title">{preview.title}</h2>}
        {form?.validator ? (
          <ConnectionForm
            // Another schema is another form: it starts from what was typed into the last one.
            key={form.validator.hash}
            ref={ref}
            bundle={form}
            {...(typed.current ? { values: typed.current } : {})}
            onChange={values => {
              typed.current = values
              onValues(values)
            }}
            onSubmit={onGood}
          />
        ) : (
          <Banner kind="bad" title={t('noPreviewTitle')}>
            {t('noPreview')}
          </Banner>
        )}
      </div>
    </div>
  )
}
