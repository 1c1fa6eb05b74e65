import Type from 'typebox'
import { AnyJson } from './parts.ts'

/** `GET /api/v1/settings`: the deploymentConfig.json as it is written; null: there is none, and the defaults count. */
export const Settings = Type.Object({ text: Type.Union([Type.String(), Type.Null()]) })
export type Settings = Type.Static<typeof Settings>

/** What an upload changes, or would change. Absent: the default counts. */
export const SettingsChange = Type.Object({
  changes: Type.Array(Type.Object({ key: Type.String(), from: Type.Optional(AnyJson), to: Type.Optional(AnyJson) })),
  /** Of these, the keys that a running server takes up at its next start only. */
  atNextStart: Type.Array(Type.String()),
})
export type SettingsChange = Type.Static<typeof SettingsChange>
