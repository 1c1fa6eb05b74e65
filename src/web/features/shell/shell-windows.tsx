import { CommandPalette } from './command-palette.tsx'
import { ShortcutsSheet } from './shortcuts-sheet.tsx'
import type { ShellWindow } from './use-shell-window.ts'

/** What every page can open, fetched when somebody does. */
export function ShellWindows({ shown, show }: { shown: ShellWindow; show: (window: ShellWindow | undefined) => void }) {
  const close = () => show(undefined)
  if (shown === 'shortcuts') return <ShortcutsSheet onClose={close} />
  return <CommandPalette onClose={close} onShortcuts={() => show('shortcuts')} />
}
