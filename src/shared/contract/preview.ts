import Type from 'typebox'
import { FormBundle } from './forms.ts'
import { JsonRecord } from './parts.ts'

/** `POST /api/page/preview`: a connection.json as text (never saved, never run), or the name of one on disk. */
export const PreviewRequest = Type.Object({
  source: Type.Optional(Type.String({ maxLength: 262_144 })),
  /** Or the path of its file, as `BrokenArtifact.file` and `Preview.file` have it: names of broken files may be equal. */
  type: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  locale: Type.Optional(Type.String()),
})
export type PreviewRequest = Type.Static<typeof PreviewRequest>

export const Preview = Type.Object({
  title: Type.String(),
  /** The text shown: the pasted one, or the file's. */
  source: Type.String(),
  /** Path inside the connectors folder, for a file on disk. */
  file: Type.Optional(Type.String()),
  /** Name and version of the type that a file on disk holds; absent while it is broken. */
  type: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  /** All versions of it that lie on disk, this one among them. */
  versions: Type.Optional(Type.Array(Type.String())),
  /** The file that typed values may be saved as, from the project's root; absent where there is no project. */
  testDataFile: Type.Optional(Type.String()),
  /** Null when the text cannot be read at all; `problems` then says where. */
  form: Type.Union([FormBundle, Type.Null()]),
  problems: Type.Array(
    Type.Object({
      line: Type.Integer(),
      column: Type.Integer(),
      /** JSON Pointer into the text, where it can be read so far. */
      pointer: Type.Optional(Type.String()),
      code: Type.String(),
      severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')]),
      message: Type.String(),
      fix: Type.Optional(Type.String()),
    }),
  ),
})
export type Preview = Type.Static<typeof Preview>

/** `POST /api/page/preview/run`: the connector's real code on the values typed, for its author. Saves nothing. */
export const PreviewRun = Type.Object({
  type: Type.String(),
  version: Type.Optional(Type.String()),
  operation: Type.Union([Type.Literal('connect'), Type.Literal('validate')]),
  values: JsonRecord,
})
export type PreviewRun = Type.Static<typeof PreviewRun>

export const PreviewRunResult = Type.Object({
  ok: Type.Boolean(),
  /** Of a run that failed: the code that saving would be refused with. */
  code: Type.Optional(Type.String()),
  message: Type.String(),
  milliseconds: Type.Integer(),
  /** Where code that does not load broke. */
  stack: Type.Optional(Type.Array(Type.String())),
  /** Keys and kinds of the handle, never its values: `{"url": "text", "password": "text"}`. */
  handleShape: Type.Optional(JsonRecord),
  logs: Type.Array(Type.Object({ level: Type.String(), logger: Type.String(), text: Type.String() })),
})
export type PreviewRunResult = Type.Static<typeof PreviewRunResult>

/** `POST /api/page/preview/test-data`: what was typed as the test data of the project, its secrets left out. */
export const TestDataRequest = Type.Object({
  type: Type.String(),
  version: Type.Optional(Type.String()),
  values: JsonRecord,
  /** Takes the place of a file that somebody wrote. */
  replace: Type.Boolean(),
})
export type TestDataRequest = Type.Static<typeof TestDataRequest>

export const SavedTestData = Type.Object({
  file: Type.String(),
  /** What the file reads the secrets from. */
  variables: Type.Array(Type.String()),
})
export type SavedTestData = Type.Static<typeof SavedTestData>
