import { ENGLISH } from './messages.ts'
import { speak } from './speak.ts'

/** The preview studio. */
export const STUDIO_WORDS = {
  studioLive: 'Save the file on disk and the form changes here.',
  studioPaste: 'Paste or type a connection.json. It is not saved, and none of its code runs.',
  chooseFile: 'File to preview',
  pastedText: 'Pasted text',
  brokenGroup: 'Cannot be used',
  editCopy: 'Edit a copy',
  sourceText: 'Text of connection.json',
  view: 'View',
  viewSource: 'Text',
  viewForm: 'Form',
  problems: 'Problems',
  problemsFound: { one: '{count} problem', other: '{count} problems' },
  noProblems: 'Nothing to say about this file.',
  severityError: 'Error',
  severityWarning: 'Warning',
  severityInfo: 'Information',
  previewTheme: 'Theme of the preview',
  previewWidth: 'Width of the preview',
  widthFit: 'Fit',
  previewLanguage: 'Language of the preview',
  noPreviewTitle: 'There is no form to show',
  noPreview: 'The problems beside the text say why.',
  drawer: 'Values and log',
  values: 'Values',
  hidden: 'hidden',
  log: 'Log',
  logLines: 'Log lines',
  handleShape: 'What an action receives, without the values:',
  noLogLines: 'The code wrote no log lines.',
  checkValues: 'Check values',
  valuesFit: 'These values fit the form.',
  runValidate: 'Run validate',
  runConnect: 'Run connect',
  running: 'Running {operation}…',
  runNothing: 'Run validate or connect: what the connector answers stands here, without secrets.',
  pastedNeverRuns: 'Only a type on disk can run',
} as const

export const { t, tCount } = speak({ ...ENGLISH, ...STUDIO_WORDS })
