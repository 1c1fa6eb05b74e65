import Type from 'typebox'
import { JsonRecord } from './parts.ts'

const Severity = Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')])

/** A compiler diagnostic, with its place in the file as written. */
export const LocatedDiagnostic = Type.Object({
  pointer: Type.String(),
  rule: Type.String(),
  severity: Severity,
  message: Type.String(),
  fix: Type.String(),
  line: Type.Integer(),
  column: Type.Integer(),
})
export type LocatedDiagnostic = Type.Static<typeof LocatedDiagnostic>

const SecretFieldSchema = Type.Object({
  pointer: Type.String(),
  branch: Type.Record(Type.String(), Type.String()),
  mark: Type.Union([Type.Literal('format'), Type.Literal('keyword'), Type.Literal('name')]),
  multiline: Type.Boolean(),
})

/** What the page needs to render one form (forms.md §1, `FormBundle`). */
export const FormBundle = Type.Object({
  schema: JsonRecord,
  uiSchema: JsonRecord,
  secrets: Type.Object({ fields: Type.Array(SecretFieldSchema), targets: Type.Array(Type.String()) }),
  diagnostics: Type.Array(LocatedDiagnostic),
  /** Null when none could be built: then no form is shown (forms.md §10.1). */
  validator: Type.Union([Type.Object({ url: Type.String(), hash: Type.String() }), Type.Null()]),
})
export type FormBundle = Type.Static<typeof FormBundle>

/** `GET /api/page/forms/:name?version=&locale=` */
export const ConnectionForm = Type.Object({
  type: Type.String(),
  version: Type.String(),
  service: Type.String(),
  /** Heading of the open form. */
  title: Type.String(),
  usage: Type.Optional(Type.Object({ text: Type.String(), link: Type.Optional(Type.String()) })),
  /** A free label to start from. */
  defaultLabel: Type.String(),
  hasValidate: Type.Boolean(),
  form: FormBundle,
})
export type ConnectionForm = Type.Static<typeof ConnectionForm>
