import { join, resolve } from 'node:path'
import { deployInto } from '#app/deploy-into.ts'
import { loadFileTemplate } from '#app/load-file-template.ts'
import { readSettings, saveSettings } from '#app/settings.ts'
import { dataPlace } from '#config/config.ts'
import type { DeployTarget } from './deploy-target.ts'
import { localConfig } from './served-at.ts'
import type { Terminal } from './terminal.ts'
import { withApp } from './with-app.ts'

/** The data folder: FLOW_HOME, or `targetDir` for the connectors alone. A server that runs on it takes notice by itself. */
export function localTarget(terminal: Terminal, targetDir?: string): DeployTarget {
  // Not read: a deploymentConfig.json that is wrong must not keep anybody from putting another in its place.
  const place = dataPlace({ options: {}, env: terminal.env })
  const home = resolve(targetDir ?? place.home)
  return {
    deployConnector: input => deployInto({ ...input, targetDir: home }),
    placeOf: service => join(home, 'connectors', service),
    loadProviders: input => withApp(terminal, app => app.loadProviders(input)),
    listProviders: () => withApp(terminal, app => app.listProviders()),
    deleteProvider: id => withApp(terminal, app => app.deleteProvider(id)),
    loadFileTemplate: (connector, schema) => loadFileTemplate(localConfig(terminal), connector, schema),
    readSettings: () => readSettings(place),
    saveSettings: input => saveSettings(place, input),
    applyConnections: input => withApp(terminal, app => app.applyConnections(input)),
    exportConnections: () => withApp(terminal, app => app.exportConnections()),
    close: async () => undefined,
  }
}
