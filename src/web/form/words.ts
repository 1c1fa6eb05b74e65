/** Everything the form itself says. Titles, descriptions and options come from the connector, problems from the schema room. */
const ENGLISH = {
  required: '(required)',
  about: 'About {label}',
  show: 'Show {label}',
  problemOne: 'There is 1 problem',
  problemMany: 'There are {count} problems',
  tabProblemOne: '1 problem',
  tabProblemMany: '{count} problems',
  wholeForm: 'This form',
  chooseOption: 'Choose an option',
  noChoice: 'No choice',
  chosen: '{option} chosen.',
  saved: 'Saved. Leave empty to keep.',
  savedReplaced: 'Replaces the saved one.',
  keepSaved: 'Keep the saved one',
  willBeRemoved: 'Will be removed.',
  clear: 'Clear',
  clearField: 'Clear {label}',
  undo: 'Undo',
  undoClear: 'Undo clearing {label}',
  fromFile: 'Read from a file',
  fromFileFor: 'Read from a file: {label}',
  fileTooLarge: 'This file is larger than 256 kB. Choose another one.',
  copy: 'Copy {label}',
  copied: '{label} copied.',
  badJson: 'This is not JSON yet. It is kept as it is.',
  notSet: 'Not set',
  stars: '{count} of {max}',
  noRating: 'No rating',
  pickColor: 'Pick {label}',
  entry: 'Entry {n}',
  entryOf: '{title} {n}',
  addEntry: 'Add entry',
  addEntryTo: 'Add entry to {title}',
  removeEntry: 'Remove entry {n} of {title}',
  copyEntry: 'Copy entry {n} of {title}',
  moveUp: 'Move entry {n} of {title} up',
  moveDown: 'Move entry {n} of {title} down',
  added: 'Entry {n} of {title} added.',
  removed: 'Entry {n} of {title} removed.',
  moved: 'Entry moved to place {n} of {title}.',
  entryPlain: 'entry',
  moveEntryUp: 'Move entry up',
  moveEntryDown: 'Move entry down',
  noEntries: 'No entries yet.',
  actions: 'Actions',
  name: 'Name',
  nameOf: 'Name of {label}',
  removeNamed: 'Remove {label}',
  moreInformation: 'More about {label}',
  unsupported: 'This field cannot be shown. Ask the author of the connector to give it a type.',
  unavailableTitle: 'This form cannot be shown',
  unavailable: 'Its rules could not be built. Ask the author of the connector to check it with “flow lint”.',
  loadFailed: 'Its rules could not be loaded. Check the connection to the server, then try again.',
  tryAgain: 'Try again',
  loading: 'Loading the form…',
  expectHost: 'This does not look like a host name. It is kept as it is.',
  expectIp: 'This does not look like an IP address. It is kept as it is.',
  expectUuid: 'This does not look like a UUID. It is kept as it is.',
  expectDuration: 'This does not look like a duration such as PT30S. It is kept as it is.',
} as const

type WordKey = keyof typeof ENGLISH
type CountedKey = { [K in WordKey]: K extends `${infer Base}One` ? Base : never }[WordKey]
type Params = Record<string, string | number>

/** The words for `key`, with `{name}` places filled in. */
export function say(key: WordKey, params: Params = {}): string {
  return ENGLISH[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** `<key>One` for 1, else `<key>Many`. */
export function sayCount(key: CountedKey, count: number): string {
  const form = new Intl.PluralRules('en').select(count) === 'one' ? 'One' : 'Many'
  return say(`${key}${form}`, { count })
}
