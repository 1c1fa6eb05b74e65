import type {
  AnonymousFunctionDeclaration,
  AnyNode,
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
  Program,
  Property,
} from 'acorn'

export type CodeFunction =
  | FunctionDeclaration
  | AnonymousFunctionDeclaration
  | FunctionExpression
  | ArrowFunctionExpression

/** What a module gives away, as far as its text shows. */
export interface FoundExports {
  /** False: something is given away that only running the code would tell. */
  complete: boolean
  functions: Map<string, CodeFunction>
}

/** `module.exports = { connect, validate }`, `exports.connect = …`, `export function connect`, `export default { … }`. */
export function findExports(program: Program): FoundExports {
  const found: FoundExports = { complete: true, functions: new Map() }
  const names = topLevel(program)
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') takeObject(found, names, statement.declaration)
    else if (statement.type === 'ExportAllDeclaration') found.complete = false
    else if (statement.type === 'ExportNamedDeclaration') {
      for (const [name, value] of declared(statement.declaration)) take(found, names, name, value)
      for (const { exported, local } of statement.specifiers) {
        if (statement.source || exported.type !== 'Identifier') found.complete = false
        else take(found, names, exported.name, local)
      }
    } else if (statement.type === 'ExpressionStatement') takeAssignment(found, names, statement.expression)
    // An assignment inside a condition or a loop is not followed.
    else if (statement.type !== 'FunctionDeclaration' && mentionsExports(statement)) found.complete = false
  }
  return found
}

type Names = ReadonlyMap<string, AnyNode>

/** Functions and constants of the module itself, by name. */
function topLevel(program: Program): Names {
  return new Map(program.body.flatMap(statement => declared(statement as AnyNode)))
}

function declared(node: AnyNode | null | undefined): [string, AnyNode][] {
  if (!node) return []
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
    return node.id ? [[node.id.name, node as AnyNode]] : []
  }
  if (node.type !== 'VariableDeclaration') return []
  return node.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init ? [[id.name, init as AnyNode] satisfies [string, AnyNode]] : [],
  )
}

/** `a = b = value` gives the value to both. */
function takeAssignment(found: FoundExports, names: Names, node: AnyNode): void {
  if (node.type !== 'AssignmentExpression' || node.operator !== '=') {
    if (mentionsExports(node)) found.complete = false
    return
  }
  let value = node.right as AnyNode
  while (value.type === 'AssignmentExpression') value = value.right as AnyNode
  for (let target = node as AnyNode; target.type === 'AssignmentExpression'; target = target.right as AnyNode) {
    const path = pathOf(target.left as AnyNode)
    if (path === 'module.exports' || path === 'exports') takeObject(found, names, value)
    else {
      const name = /^(?:module\.)?exports\.(connect|validate)$/.exec(path)?.[1]
      if (name !== undefined) take(found, names, name, value)
    }
  }
}

function takeObject(found: FoundExports, names: Names, node: AnyNode): void {
  const value = follow(names, node)
  if (value.type !== 'ObjectExpression') {
    found.complete = false
    return
  }
  for (const property of value.properties) {
    if (property.type === 'SpreadElement' || property.computed) found.complete = false
    else take(found, names, keyOf(property), property.value as AnyNode)
  }
}

function keyOf({ key }: Property): string {
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : ''
}

function take(found: FoundExports, names: Names, name: string, node: AnyNode): void {
  if (name === 'default') takeObject(found, names, node)
  if (name !== 'connect' && name !== 'validate') return
  const value = follow(names, node)
  if (isFunction(value)) found.functions.set(name, value)
  else found.complete = false
}

/** What a name stands for; a name that stands for itself ends after a few steps. */
function follow(names: Names, node: AnyNode): AnyNode {
  let value = node
  for (let step = 0; step < 5 && value.type === 'Identifier'; step++) value = names.get(value.name) ?? value
  return value
}

function isFunction(node: AnyNode): node is CodeFunction {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  )
}

/** `module.exports.connect` as text; empty for anything else. */
function pathOf(node: AnyNode): string {
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return ''
  const object = pathOf(node.object as AnyNode)
  return object === '' ? '' : `${object}.${node.property.name}`
}

function mentionsExports(node: AnyNode): boolean {
  return JSON.stringify(node, (key, value) => (key === 'value' ? undefined : value)).includes('"name":"exports"')
}
