import type { Browser, Page } from 'playwright'

export interface Task {
  /** On the clock, and of the processor alone: other programs do not count in it. */
  milliseconds: number
  processor: number
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  dur?: number
  tdur?: number
  args?: { name?: string }
}

/** Every task of the page's main thread while `work` runs, longest first. */
export async function traceTasks(browser: Browser, page: Page, work: () => Promise<void>): Promise<Task[]> {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] })
  await work()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] }
  const mains = new Set(
    traceEvents.flatMap(({ name, args, pid, tid }) => {
      return name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : []
    }),
  )
  const tasks = traceEvents.filter(({ name, ph, pid, tid }) => {
    return name === 'RunTask' && ph === 'X' && mains.has(`${pid} ${tid}`)
  })
  return tasks
    .map(({ dur = 0, tdur = 0 }) => ({ milliseconds: dur / 1000, processor: tdur / 1000 }))
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
}
