/*! Flow Connections for React: a hook around embed.js. MIT. */

/**
 * Makes the hook with the host's own React: `const useFlowConnect = makeUseFlowConnect(React)`. The hook gives
 * `{connect, busy, error}`; call `connect(options)` inside a click, see `FlowConnect.connect`.
 */
export function makeUseFlowConnect({ useCallback, useState }) {
  return function useFlowConnect() {
    const [busy, setBusy] = useState(false)
    const [error, setError] = useState(undefined)
    const connect = useCallback(async options => {
      setBusy(true)
      setError(undefined)
      try {
        return await window.FlowConnect.connect(options)
      } catch (failure) {
        setError(failure)
        return undefined
      } finally {
        setBusy(false)
      }
    }, [])
    return { connect, busy, error }
  }
}
