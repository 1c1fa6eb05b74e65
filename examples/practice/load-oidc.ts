/**
 * The `oidc-provider` module. It warns of every Node release without a name for long-term support, and Node 26.10 has
 * none yet: that one line is kept off the terminal, everything else it says gets through.
 */
export async function loadOidc(): Promise<typeof import('oidc-provider')> {
  const warn = console.warn
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider WARNING: Unsupported runtime.')) warn(...words)
  }
  try {
    return await import('oidc-provider')
  } finally {
    console.warn = warn
  }
}
