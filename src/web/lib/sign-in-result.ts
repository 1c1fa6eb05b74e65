/**
 * Calls `onResult` when the done page of this attempt speaks, by broadcast or by message. What it says is not
 * believed: the caller asks the server.
 */
export function listenForResult(attemptId: string, onResult: () => void): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`oauth:${attemptId}`)
  channel?.addEventListener('message', onResult)
  const onMessage = (event: MessageEvent) => {
    if (event.origin !== location.origin) return
    const data: unknown = event.data
    if (typeof data === 'object' && data !== null && 'attemptId' in data && data.attemptId === attemptId) onResult()
  }
  window.addEventListener('message', onMessage)
  return () => {
    channel?.close()
    window.removeEventListener('message', onMessage)
  }
}
