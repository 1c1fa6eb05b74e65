function never(): never {
  throw new TypeError('a compiled form has no $ref')
}

/** Stands in for `fast-uri` in the page: `@rjsf/utils` uses it for `$ref` only, and compiled forms have none. */
export default { equal: never, resolve: never }
