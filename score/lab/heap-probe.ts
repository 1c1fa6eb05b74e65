/** Loaded before a server whose heap is to be measured: collects and tells what is left, whenever its parent asks. */
process.on('message', message => {
  if (typeof message !== 'object' || message === null || !('heap' in message)) return
  globalThis.gc?.()
  process.send?.({ heap: process.memoryUsage().heapUsed, rss: process.memoryUsage().rss })
})
// Listening alone is no reason to stay.
process.channel?.unref()
