/** Stands in for RJSF's question whether a list is one of files, which compiled forms have not. */
export default function isFilesArray(): boolean {
  return false
}
