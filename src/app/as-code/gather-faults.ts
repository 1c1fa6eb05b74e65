import { AppError } from '#shared/errors/app-error.ts'
import { toPointer } from '#shared/json-pointer.ts'

interface Place {
  label: string
  /** Its place in the list. */
  index: number
}

/** Collects what is wrong with each entry of a list, so that a person mends all of it in one go. */
export function gatherFaults() {
  const faults: { place: Place; error: AppError }[] = []
  return {
    /** What `work` gives; undefined when it refused. */
    async of<T>(place: Place, work: () => T | Promise<T>): Promise<T | undefined> {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        faults.push({ place, error })
        return undefined
      }
    },
    /** Throws one failure for all of them: a line each, and fields whose pointers lead into the list. */
    refuse(): void {
      const [first] = faults
      if (!first) return
      throw new AppError(first.error.code, {
        detail: faults.map(({ place, error }) => `${place.label}: ${error.detail}`).join('\n'),
        fields: faults.flatMap(({ place, error }) => {
          const { code, detail } = error
          const under = (pointer: string) => toPointer(['connections', place.index]) + pointer
          if (error.fields.length === 0) return [{ pointer: under(''), code, detail }]
          return error.fields.map(field => ({
            ...field,
            pointer: under(field.pointer === '/label' ? '/label' : `/values${field.pointer}`),
          }))
        }),
      })
    },
  }
}
