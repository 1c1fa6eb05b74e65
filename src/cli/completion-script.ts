import type { CompletedCommand, CompletedValue } from './completion-table.ts'

export type Shell = 'bash' | 'zsh' | 'fish'

/** The text that a shell reads at its start to complete these commands. It holds all they know, and runs none of them. */
export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  switch (shell) {
    case 'bash':
      return bashScript(commands)
    case 'zsh':
      return `#compdef ${programsOf(commands).join(' ')}
autoload -Uz compinit bashcompinit
(( $+functions[compdef] )) || compinit
bashcompinit
${bashScript(commands)}`
    case 'fish':
      return fishScript(commands)
  }
}

function programsOf(commands: readonly CompletedCommand[]): string[] {
  return commands.map(({ path }) => path).filter(path => !path.includes(' '))
}

/** In single quotes, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function bashScript(commands: readonly CompletedCommand[]): string {
  const cases = (entries: [string, string][]) =>
    entries.map(([key, text]) => `    ${quoted(key)}) ${text} ;;`).join('\n')
  const words = commands.map(({ path, commands: below, options }): [string, string] => {
    const names = below.map(({ name }) => name).join(' ')
    return [path, `commands=${quoted(names)} options=${quoted(options.flatMap(one => one.names).join(' '))}`]
  })
  const values = commands.flatMap(({ path, options }) =>
    options
      .filter(({ value }) => value.kind !== 'none')
      .flatMap(({ names, value }) => names.map((name): [string, string] => [`${path} ${name}`, bashValue(value)])),
  )
  const givenArguments = commands
    .filter(({ argument }) => argument.kind !== 'none')
    .map(({ path, argument }): [string, string] => [path, bashValue(argument)])
  return `_flow_complete() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="\${COMP_WORDS[0]##*/}" commands='' options='' kind='' words='' word next skip=''
  COMPREPLY=()
  _flow_words() { case "$1" in
${cases(words)}
    *) return 1 ;;
  esac; }
  _flow_value() { case "$1" in
${cases(values)}
    *) return 1 ;;
  esac; }
  _flow_argument() { case "$1" in
${cases(givenArguments)}
    *) return 1 ;;
  esac; }
  _flow_words "$path" || return 0
  local index previous=''
  for (( index = 1; index < COMP_CWORD; index++ )); do
    word="\${COMP_WORDS[index]}"
    previous=''
    if [[ -n "$skip" ]]; then skip=''; continue; fi
    if [[ "$word" == -* ]]; then
      if _flow_value "$path $word"; then skip=1; previous="$word"; fi
      continue
    fi
    if [[ " $commands " == *" $word "* ]]; then path="$path $word"; _flow_words "$path"; fi
  done
  kind='' words=''
  if [[ -n "$previous" ]]; then _flow_value "$path $previous"
  elif [[ "$current" == -* ]]; then COMPREPLY=( $(compgen -W "$options" -- "$current") ); return 0
  elif [[ -n "$commands" ]]; then COMPREPLY=( $(compgen -W "$commands" -- "$current") ); return 0
  else _flow_argument "$path" || return 0
  fi
  case "$kind" in
    words) COMPREPLY=( $(compgen -W "$words" -- "$current") ) ;;
    file) COMPREPLY=( $(compgen -f -- "$current") ) ;;
    folder) COMPREPLY=( $(compgen -d -- "$current") ) ;;
    connection|oauth) COMPREPLY=( $(compgen -W "$(command ls "auth/$kind" 2>/dev/null)" -- "$current") ) ;;
  esac
  return 0
}
complete -F _flow_complete ${programsOf(commands).join(' ')}`
}

function bashValue(value: CompletedValue): string {
  return value.kind === 'words' ? `kind=words words=${quoted(value.words.join(' '))}` : `kind=${value.kind}`
}

/** Fish knows how options and their values follow; it is told which command stands already. */
function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ path, commands: below, options, argument }) => {
    const [program = '', ...words] = path.split(' ')
    const where = `-c ${program} -n ${quoted(`__flow_at ${[...words, ...(below.length > 0 ? ['--'] : [])].join(' ')}`)}`
    const children = below.map(
      ({ name, description }) => `complete ${where} -f -a ${quoted(name)} -d ${quoted(description)}`,
    )
    const at = `-c ${program} -n ${quoted(`__flow_at ${words.join(' ')}`)}`
    const own = options.map(({ names, description, value }) => {
      const flags = names.map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
      return `complete ${at} ${flags.join(' ')} -d ${quoted(description)}${fishValue(value)}`
    })
    const followed = argument.kind === 'none' ? [] : [`complete ${at} -f${fishArgument(argument)}`]
    return [...children, ...own, ...followed]
  })
  return `function __flow_at
  set -l ends no
  set -l wanted
  for word in $argv
    if test "$word" = --
      set ends yes
    else
      set -a wanted $word
    end
  end
  set -l said (commandline -opc)
  set -e said[1]
  set -l words
  for word in $said
    string match -q -- '-*' $word; or set -a words $word
  end
  if test $ends = yes; and test (count $words) -ne (count $wanted)
    return 1
  end
  for index in (seq (count $wanted))
    test "$words[$index]" = "$wanted[$index]"; or return 1
  end
end
${lines.join('\n')}`
}

function fishValue(value: CompletedValue): string {
  if (value.kind === 'none') return ''
  return value.kind === 'file' ? ' -r -F' : ` -x${fishArgument(value)}`
}

function fishArgument(value: CompletedValue): string {
  switch (value.kind) {
    case 'words':
      return ` -a ${quoted(value.words.join(' '))}`
    case 'folder':
      return ` -a '(__fish_complete_directories)'`
    case 'file':
      return ` -a '(__fish_complete_path)'`
    case 'connection':
    case 'oauth':
      return ` -a '(command ls auth/${value.kind} 2>/dev/null)'`
    default:
      return ''
  }
}
