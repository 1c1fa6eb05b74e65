/** Where a project keeps the schemas that editors check its files with; dot folders are not deployed. */
export const SCHEMA_FOLDER = '.schemas'

/** What `$schema` says in a file that lies `depth` folders below the project. */
export function schemaPath(name: 'connection' | 'config', depth: number): string {
  return `${'../'.repeat(depth)}${SCHEMA_FOLDER}/${name}.json`
}
