import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { openTempStore } from './fixtures/temp-store.ts'
import { SEALED_COLUMNS } from './sealed-values.ts'

/** Bytes that no data key seals. */
const OTHERS = [
  'api_keys.hash',
  'audit.hash',
  'audit_marks.hash',
  'audit_marks.seal',
  'data_keys.kid',
  'data_keys.wrapped',
]

it('knows every column of bytes, or a rotation would leave it behind', async () => {
  const temp = await openTempStore()
  const database = new DatabaseSync('file' in temp.place ? temp.place.file : '', { readOnly: true })
  const found = database
    .prepare(
      "select m.name || '.' || c.name as name from sqlite_master m, pragma_table_info(m.name) c where c.type = 'BLOB'",
    )
    .all()
    .map(row => String(row['name']))
  database.close()
  await temp.close()
  expect(found.toSorted()).toEqual([...SEALED_COLUMNS, ...OTHERS].toSorted())
})
