/** The command that fetches a saved entry's credential, with a place for the key (flow-format.md §14). */
export function curlLine(publicUrl: string, id: string, key = '$FLOW_API_KEY'): string {
  return [
    `curl -s ${publicUrl.replace(/\/$/, '')}/api/v1/credentials/read \\`,
    `  -H "Authorization: Bearer ${key}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '{"id": "${id}"}'`,
  ].join('\n')
}
