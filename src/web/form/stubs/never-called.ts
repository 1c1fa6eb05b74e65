/**
 * Stands in for the parts of RJSF that a compiled form gives no reason to run: resolving `$ref`, leaving out extra
 * data, reading values by a path schema, wording Ajv's errors, and the fields of layouts that the compiler never names.
 */
export default function neverCalled(): never {
  throw new TypeError('a compiled form has no need of this part of RJSF')
}

export {
  neverCalled as getFieldNames,
  neverCalled as getUsedFormData,
  neverCalled as isValueEmpty,
  neverCalled as makeAllReferencesAbsolute,
  neverCalled as splitKeyElementFromObject,
}
