/** True when every word of the query stands somewhere in the texts, without regard to case and accents. */
export function matchesQuery(query: string, texts: readonly string[]): boolean {
  return matchesFolded(query, foldText(texts))
}

/** The same with texts that went through `foldText` before. */
export function matchesFolded(query: string, folded: string): boolean {
  return fold(query)
    .split(/\s+/)
    .every(word => folded.includes(word))
}

/** Texts as a search compares them. */
export function foldText(texts: readonly string[]): string {
  return fold(texts.join(' '))
}

/** The word among `words` that is nearest to the query, at most two changes away; undefined when none is near. */
export function nearestWord(query: string, words: readonly string[]): string | undefined {
  const wanted = fold(query.trim())
  if (wanted.length < 3) return undefined
  let best: { word: string; distance: number } | undefined
  for (const word of words) {
    const distance = editDistance(wanted, fold(word).slice(0, wanted.length + 2))
    if (distance <= 2 && (!best || distance < best.distance)) best = { word, distance }
  }
  return best?.word
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(change, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
