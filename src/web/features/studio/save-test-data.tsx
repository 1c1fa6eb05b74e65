import { useState } from 'react'
import type { SavedTestData, TestDataRequest } from '#shared/contract/preview.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ErrorBanner } from '../../components/error-banner.tsx'
import { callApi } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { t } from '../../lib/words-studio.ts'

/** Writes what was typed as the test data of the project. A file that somebody wrote is replaced only when asked. */
export function SaveTestData({
  type,
  version,
  values,
}: {
  type: string
  version: string | undefined
  values: () => JsonObject
}) {
  const [asking, setAsking] = useState(false)
  const save = useMutation({
    run: (replace: boolean) => {
      const body: TestDataRequest = { type, ...(version ? { version } : {}), values: values(), replace }
      return callApi<SavedTestData>('POST', '/api/page/preview/test-data', { body })
    },
    onSuccess: ({ file, variables }) => {
      setAsking(false)
      const saved = t('testDataSaved', { file })
      showToast(variables.length === 0 ? saved : `${saved} ${t('testDataVariables', { names: variables.join(', ') })}`)
    },
    onError: (error, replace) => setAsking(replace || isThere(error)),
  })
  return (
    <>
      <Button kind="quiet" size="small" busy={save.isPending && !asking} onClick={() => save.mutate(false)}>
        {t('saveTestData')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t('testDataThere')}
          verb={t('replaceTestData')}
          busyVerb={t('replacingTestData')}
          busy={save.isPending}
          error={isThere(save.error) ? undefined : save.error}
          onConfirm={() => save.mutate(true)}
          onClose={() => setAsking(false)}
        >
          {t('testDataThereText')}
        </ConfirmDialog>
      ) : (
        save.error !== undefined && !isThere(save.error) && <ErrorBanner error={save.error} />
      )}
    </>
  )
}

function isThere(error: unknown): boolean {
  return error instanceof AppError && error.code === 'already_exists'
}
