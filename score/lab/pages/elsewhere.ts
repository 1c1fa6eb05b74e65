/** What the page of a phone, and so one at 400 %, offers in another place than the wide one; and where. */
const ELSEWHERE: readonly [name: RegExp, where: string][] = [
  [/^"SearchCtrlK"$/, 'by its keys; all it leads to has a link'],
  [/^"(Connected accounts|Action playground|Preview studio)"$/, 'in the bar below, by a shorter name'],
  [/^"(Providers|Activity|Health|Settings)"$/, 'behind Admin in the bar below'],
  [/^"Switch theme /, 'in the settings, under the look'],
  [/^"Test (?!all)/, 'in the menu of the entry'],
  [/^"Select /, 'the menu of each entry does what the bar below does with several'],
]

/** True for a control of the wide page whose work a smaller one does in another place. */
export function isElsewhere(name: string): boolean {
  return ELSEWHERE.some(([pattern]) => pattern.test(name))
}
