import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { readFirstData, WINDOW_ID } from './first-data.ts'
import { DICTIONARIES } from './languages.ts'
import { startLanguage } from './lib/language.ts'
import { applyTheme } from './lib/theme.ts'

applyTheme()
const first = document.getElementById(WINDOW_ID)
const data = readFirstData()
startLanguage(DICTIONARIES, () => {
  if (!first || !data) return draw()
  // By need: most addresses come without such a window.
  import('./take-over.ts').then(({ takeOver }) => takeOver(first, data, draw)).catch(draw)
})

function draw(): void {
  const root = document.getElementById('root')
  if (!root) return
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
