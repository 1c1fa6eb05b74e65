import type { FolderContent } from '../write-new-folder.ts'
import { jsonText } from './json-text.ts'

/** What an action's picker offers: saved connections of one type, or logins of one OAuth config. */
export interface PickerTarget {
  kind: 'connection' | 'oauth'
  name: string
}

interface ActionTemplate {
  name: string
  version: string
  title: string
  service: string
  uid: string
  serviceTitle: string
  target: PickerTarget
}

/** An action with one picker and one text; its code gives back what it was asked. */
export function actionTemplate(options: ActionTemplate): FolderContent {
  return { 'action.json': jsonText(actionDocument(options)), 'index.js': CODE[options.target.kind] }
}

function actionDocument({ name, version, title, service, uid, serviceTitle, target }: ActionTemplate): object {
  const picker =
    target.kind === 'connection'
      ? { connection: { ...pickerField(`${serviceTitle} Connection`), connection: target.name } }
      : { access_token: { ...pickerField(`Authorize ${serviceTitle}`), oauth: target.name } }
  const text = { type: 'string', title: 'Text', description: 'Given back as it is', propertyOrder: 2 }
  return {
    name,
    uid,
    version,
    label: title,
    icon: service,
    published: true,
    deleted_at: null,
    __v: 0,
    input: { type: 'object', title, properties: { ...picker, text } },
    output: { type: 'object', properties: { text: { type: 'string', title: 'Text' } } },
  }
}

function pickerField(title: string): object {
  return { type: 'string', title, description: 'Who this action works as', minLength: 1, propertyOrder: 1 }
}

/** `input` holds the handle of the picked connection, or the access token of the picked login. */
const CODE = {
  connection: code('input.connection is the handle that connect of this connection made.'),
  oauth: code('input.access_token is an access token that still lives.'),
}

function code(comment: string): string {
  return `'use strict'

module.exports = {
  // ${comment}
  execute: function (input, output) {
    output(null, { text: input.text })
  },
}
`
}
