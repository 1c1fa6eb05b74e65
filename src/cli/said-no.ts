import type { AppError } from '#shared/errors/app-error.ts'

/** A check that said no, in lines of its own that are printed already. The command ends as `failure` says. */
export class SaidNo extends Error {
  readonly failure: AppError

  constructor(failure: AppError) {
    super(failure.message, { cause: failure })
    this.failure = failure
  }
}
