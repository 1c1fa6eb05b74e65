import { basename } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'
import type { Deployer, KeyGrant, UserApp } from '../app.ts'
import type { AppContext } from '../context.ts'
import { requireScope } from '../require-scope.ts'
import { readSettings, saveSettings } from '../settings.ts'

interface Means {
  context: AppContext
  /** The use-cases of the key's owner, audited under the key. */
  user: UserApp
}

/** Throws `forbidden` for a key without the scope. */
export function deployFor({ keyId, scopes }: Pick<KeyGrant, 'keyId' | 'scopes'>, means: () => Means): Deployer {
  requireScope({ scopes }, 'deploy')
  const { context, user } = means()
  const { uploads, config, log } = context
  return {
    async stageConnector(name, archive) {
      const { id, files, bytes, expiresAt } = await uploads.receive(keyId, name, archive)
      return { id, files, bytes, expiresAt: new Date(expiresAt).toISOString() }
    },
    async deployStaged(id, { dryRun, allowSchemaOverwrite, replaces }) {
      const { root } = uploads.require(keyId, id)
      const input = { sourceDir: root, allowSchemaOverwrite, dryRun, ...(replaces === undefined ? {} : { replaces }) }
      const result = await uploads
        .inTurn(() => user.deployConnector(input))
        .catch(error => {
          throw withoutPath(error, root)
        })
      if (!dryRun) await uploads.drop(id)
      return result
    },
    async dropStaged(id) {
      await uploads.drop(uploads.require(keyId, id).id)
    },
    listProviders: user.listProviders,
    providerTemplate: user.providerTemplate,
    loadProviders: user.loadProviders,
    deleteProvider: user.deleteProvider,
    readSettings: () => readSettings(config),
    async saveSettings(input) {
      const change = await uploads.inTurn(() => saveSettings(config, input))
      if (!input.dryRun && change.changes.length > 0) log.info('settings-saved', { count: change.changes.length })
      return change
    },
  }
}

/** Where an upload lies is nobody's business. */
function withoutPath(error: unknown, root: string): unknown {
  if (!(error instanceof AppError) || !error.detail.includes(root)) return error
  return new AppError(error.code, { detail: error.detail.replaceAll(root, basename(root)), cause: error })
}
