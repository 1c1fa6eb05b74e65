import './styles/tokens.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { DICTIONARIES } from './languages.ts'
import { startLanguage } from './lib/language.ts'
import { applyTheme } from './lib/theme.ts'

applyTheme()
startLanguage(DICTIONARIES, draw)

function draw(): void {
  const root = document.getElementById('root')
  if (!root) return
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
