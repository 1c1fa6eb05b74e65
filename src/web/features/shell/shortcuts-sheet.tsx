import './command-palette.css'
import { useState } from 'react'
import { CheckBox } from '../../components/check-box.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Keys } from '../../components/keys.tsx'
import { t } from '../../lib/words-shell.ts'
import { loneKeysOn, setLoneKeys } from './lone-keys.ts'
import { PALETTE_KEY } from './use-shell-window.ts'

const [held] = PALETTE_KEY.keys

const SHEET = [
  {
    title: 'shortcutsEverywhere',
    lines: [
      { keys: PALETTE_KEY.keys, word: 'keyPalette' },
      { keys: ['/'], word: 'keySearch' },
      { keys: ['?'], word: 'keySheet' },
      { keys: ['Esc'], word: 'keyEscape' },
    ],
  },
  {
    title: 'accountsTitle',
    lines: [
      { keys: ['↑', '↓'], word: 'keyRows' },
      { keys: ['Home', 'End'], word: 'keyFirstLast' },
      { keys: ['Shift', 'Space'], word: 'keyRange' },
    ],
  },
  {
    title: 'studioTitle',
    lines: [
      { keys: ['F8'], word: 'keyProblem' },
      { keys: [held ?? '', '.'], word: 'keyFix' },
      { keys: [held ?? '', 'F'], word: 'keyFind' },
      { keys: [held ?? '', ']'], word: 'keyIndent' },
    ],
  },
] as const

/** The keys of the page, and the way to turn off those that are pressed by themselves. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const [lone, setLone] = useState(loneKeysOn)
  return (
    <Dialog title={t('shortcutsTitle')} onClose={onClose}>
      <div className="dialog-pad stack">
        {SHEET.map(({ title, lines }) => (
          <section key={title} className="stack stack-tight">
            <h3 className="section-title">{t(title)}</h3>
            <dl className="shortcuts">
              {lines.map(({ keys, word }) => (
                <div key={word}>
                  <dt>
                    <Keys keys={keys} />
                  </dt>
                  <dd>{t(word)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <CheckBox
          label={t('loneKeys')}
          checked={lone}
          onChange={on => {
            setLoneKeys(on)
            setLone(on)
          }}
        />
      </div>
    </Dialog>
  )
}
