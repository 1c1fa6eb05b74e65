/** Does the work for every row, so many at a time. */
export async function eachOf<Row>(
  rows: readonly Row[],
  atOnce: number,
  work: (row: Row) => Promise<void>,
): Promise<void> {
  const queue = rows.values()
  const worker = async () => {
    for (const row of queue) await work(row)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, rows.length) }, worker))
}
