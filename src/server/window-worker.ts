import { parentPort, workerData } from 'node:worker_threads'
import type { DrawFirstWindow, FirstWindowRequest } from '#shared/first-window.ts'

/** First message: `ready`. Then one answer for each request, in order. */
export type WindowWorkerMessage = 'ready' | { html: string | undefined } | { error: unknown }

const port = parentPort
if (port) {
  const { drawFirstWindow } = (await import(workerData.module)) as { drawFirstWindow: DrawFirstWindow }
  port.on('message', async (request: FirstWindowRequest) => {
    const answer: Promise<WindowWorkerMessage> = drawFirstWindow(request).then(
      html => ({ html }),
      error => ({ error }),
    )
    port.postMessage(await answer)
  })
  port.postMessage('ready' satisfies WindowWorkerMessage)
}
