import { type RefObject, useLayoutEffect, useState } from 'react'

/** Lines drawn beyond what is seen, so that scrolling shows none that are missing. */
const MORE = 60
const STEP = 20

export interface LineRange {
  from: number
  /** The line after the last. */
  to: number
}

/** The lines of `pane` that can be seen, and some around them; all of them while the text is short. */
export function useLinesInView(pane: RefObject<HTMLElement | null>, count: number, isLong: boolean): LineRange {
  const [range, setRange] = useState<LineRange>({ from: 0, to: MORE * 2 })
  useLayoutEffect(() => {
    if (!isLong) return
    const look = () => {
      const next = pane.current && inView(pane.current, count)
      if (next) setRange(before => (before.from === next.from && before.to === next.to ? before : next))
    }
    look()
    // Whatever scrolls: the pane on a wide screen, the page on a narrow one.
    addEventListener('scroll', look, { capture: true, passive: true })
    addEventListener('resize', look)
    return () => {
      removeEventListener('scroll', look, { capture: true })
      removeEventListener('resize', look)
    }
  }, [pane, count, isLong])
  if (!isLong) return { from: 0, to: count }
  return { from: Math.min(range.from, count), to: Math.min(range.to, count) }
}

function inView(pane: HTMLElement, count: number): LineRange {
  const { top, height } = pane.getBoundingClientRect()
  const scroller = pane.parentElement?.getBoundingClientRect()
  const line = height / count
  const from = Math.max(0, scroller?.top ?? 0) - top
  const to = Math.min(window.innerHeight, scroller?.bottom ?? window.innerHeight) - top
  const round = (value: number) => Math.floor(value / line / STEP) * STEP
  return { from: Math.max(0, round(from) - MORE), to: Math.min(count, round(to) + STEP + MORE) }
}
