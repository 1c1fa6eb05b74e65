import type { App } from '#app/app.ts'
import { localConfig } from './served-at.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs `use` on the data folder FLOW_HOME, which a running server may hold as well: both meet in the database.
 * The program's own log stays silent, since the command says what happened.
 */
export async function withApp<T>(terminal: Terminal, use: (app: App) => Promise<T>): Promise<T> {
  const { composeApp } = await import('#app/compose.ts')
  const app = await composeApp(localConfig(terminal))
  try {
    return await use(app)
  } finally {
    await app.close()
  }
}
