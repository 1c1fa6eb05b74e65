/**
 * RJSF's fields of lists and unions, which its own list of fields brings into every page: there stand-ins take their
 * place, and a form that has need of them fetches them (`load-theme.ts`).
 */
export { default as ListField } from '@rjsf/core/lib/components/fields/ArrayField.js'
export { default as BranchesField } from '@rjsf/core/lib/components/fields/MultiSchemaField.js'
