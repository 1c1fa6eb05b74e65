/*! Flow Connections: opens its window for a host's page, and gives back the completion code. MIT. */
;(() => {
  const FEATURES = 'popup,width=760,height=720'
  const CLOSED_EVERY = 500

  /**
   * Opens the window and resolves with `{code}` for the host's backend to claim; undefined when the person closed it.
   * Call it inside a click. `start` asks the host's backend for `{url}`, the address of a fresh connect session.
   * `look`: theme ("light" or "dark") and colours (accent, canvas, surface, text, line as "#rrggbb").
   * `frame`: an element to show a frame in instead, for origins that are registered as `embedFrames`.
   */
  async function connect({ start, look = {}, frame }) {
    const popup = frame ? null : window.open('about:blank', 'flow-connect', FEATURES)
    if (!frame && !popup) throw new Error('The browser blocked the window. Open it inside a click.')
    let url
    try {
      url = new URL((await start()).url)
    } catch (error) {
      popup?.close()
      throw error
    }
    const told = new URLSearchParams(url.hash.slice(1))
    for (const [name, value] of Object.entries(look)) told.set(name, value)
    url.hash = told.toString()
    return frame ? inFrame(frame, url) : inPopup(popup, url)
  }

  function inPopup(popup, url) {
    popup.location.replace(url.href)
    let timer
    const closed = new Promise(resolve => {
      timer = setInterval(() => popup.closed && resolve(undefined), CLOSED_EVERY)
    })
    return Promise.race([answerOf(() => popup, url.origin), closed]).finally(() => clearInterval(timer))
  }

  function inFrame(place, url) {
    const frame = document.createElement('iframe')
    frame.title = 'Flow Connections'
    frame.src = url.href
    frame.style.cssText = 'border:0;width:100%;height:100%'
    place.append(frame)
    return answerOf(() => frame.contentWindow, url.origin).finally(() => frame.remove())
  }

  /** Only from that very window, and only while it shows our origin. */
  function answerOf(source, origin) {
    return new Promise(resolve => {
      const listen = event => {
        if (event.origin !== origin || event.source !== source() || event.data?.type !== 'flow-connect') return
        window.removeEventListener('message', listen)
        resolve(typeof event.data.code === 'string' ? { code: event.data.code } : undefined)
      }
      window.addEventListener('message', listen)
    })
  }

  window.FlowConnect = { connect }
})()
