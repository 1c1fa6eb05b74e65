/** Stands in for RJSF's look at what was emptied, which only has to know that it is no union: nobody can empty one. */
export default function findField(): { field: object } {
  return { field: {} }
}
