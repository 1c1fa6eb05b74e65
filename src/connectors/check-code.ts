import { type AnyNode, type Program, parse } from 'acorn'
import { type CodeFunction, findExports } from './find-exports.ts'
import type { FileProblem } from './found.ts'

export type CodeProblem = FileProblem & { severity: 'error' | 'warning' }

/**
 * What the text of a connection's `index.js` shows without being run: mistakes of syntax, a missing function, one that
 * never answers, a check that checks nothing. Code that makes its functions in another way is not judged.
 */
export function checkCode(source: string): CodeProblem[] {
  const program = read(source)
  if ('severity' in program) return [program]
  const { complete, functions } = findExports(program)
  const connect = functions.get('connect')
  const validate = functions.get('validate')
  return [
    ...(complete && !connect ? [atStart('error', 'no-connect', NO_CONNECT)] : []),
    ...(complete && !validate ? [atStart('warning', 'no-validate', NO_VALIDATE)] : []),
    ...(connect ? checkAnswer('connect', connect) : []),
    ...(validate ? checkValidate(validate) : []),
  ]
}

const NO_CONNECT = 'no "connect" is exported; write module.exports = { connect, validate }'
const NO_VALIDATE = 'no "validate" is exported, so every value is saved without being tried'

function read(source: string): Program | CodeProblem {
  const options = { ecmaVersion: 'latest', locations: true, allowHashBang: true } as const
  try {
    return parse(source, { ...options, sourceType: 'script', allowReturnOutsideFunction: true })
  } catch (asScript) {
    try {
      return parse(source, { ...options, sourceType: 'module' })
    } catch (asModule) {
      return syntaxProblem(/^\s*(import|export)\b/m.test(source) ? asModule : asScript)
    }
  }
}

function syntaxProblem(error: unknown): CodeProblem {
  if (!(error instanceof SyntaxError) || !('loc' in error)) throw error
  const { line, column } = error.loc as { line: number; column: number }
  const words = error.message.replace(/\s*\(\d+:\d+\)$/, '')
  return {
    severity: 'error',
    code: 'bad-code',
    message: `this is no JavaScript: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
    line,
    column: column + 1,
  }
}

function checkValidate(code: CodeFunction): CodeProblem[] {
  const unanswered = checkAnswer('validate', code)
  if (unanswered.length > 0) return unanswered
  const callback = callbackOf(code)
  const acts = nodesOf(code.body as AnyNode).some(
    node =>
      node.type === 'ThrowStatement' ||
      node.type === 'AwaitExpression' ||
      node.type === 'IfStatement' ||
      node.type === 'ConditionalExpression' ||
      node.type === 'LogicalExpression' ||
      ((node.type === 'CallExpression' || node.type === 'NewExpression') &&
        nameOf(node.callee as AnyNode) !== callback),
  )
  if (acts) return []
  return [at(code, 'empty-validate', '"validate" answers the same whatever was typed; ask the service with the values')]
}

/** A function that takes a callback and never names it, and gives nothing back either, lets the person wait. */
function checkAnswer(name: string, code: CodeFunction): CodeProblem[] {
  const callback = callbackOf(code)
  if (callback === undefined) return []
  const nodes = nodesOf(code.body as AnyNode)
  const named = nodes.some(node => nameOf(node) === callback)
  const returns =
    code.body.type !== 'BlockStatement' || nodes.some(node => node.type === 'ReturnStatement' && node.argument)
  // An async function may answer by ending.
  if (named || returns || code.async || nodes.some(node => nameOf(node) === 'arguments')) return []
  const message = `"${name}" never calls "${callback}" and returns nothing, so it never answers; call ${callback}(error, result)`
  return [at(code, 'no-answer', message)]
}

/** The last of two or more parameters. */
function callbackOf(code: CodeFunction): string | undefined {
  return code.params.length > 1 ? nameOf(code.params.at(-1) as AnyNode) : undefined
}

function nameOf(node: AnyNode): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined
}

/** A node and everything below it. */
function nodesOf(node: AnyNode): AnyNode[] {
  const below = Object.values(node)
    .flatMap(part => (Array.isArray(part) ? part : [part]))
    .filter(isNode)
  return [node, ...below.flatMap(nodesOf)]
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function at(code: CodeFunction, problem: string, message: string): CodeProblem {
  const { line = 1, column = 0 } = code.loc?.start ?? {}
  return { severity: 'warning', code: problem, message, line, column: column + 1 }
}

function atStart(severity: CodeProblem['severity'], code: string, message: string): CodeProblem {
  return { severity, code, message, line: 1, column: 1 }
}
