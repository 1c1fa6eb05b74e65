import type { FolderContent } from '../write-new-folder.ts'
import { iconTemplate } from './icon-template.ts'
import { jsonText } from './json-text.ts'

interface ProjectTemplate {
  project: string
  service: string
  title: string
}

/** A connector project without any artifact yet. */
export function projectTemplate({ project, service, title }: ProjectTemplate): FolderContent {
  const manifest = {
    name: project,
    version: '0.1.0',
    private: true,
    description: `${title} for ThingWorx Flow and Flow Connections`,
    main: 'index.js',
    flow: { service, displayName: title },
    scripts: { test: 'node --test test/connector.test.js' },
  }
  return {
    'package.json': jsonText(manifest),
    'index.js': INDEX,
    'locales/en.json': localeText(title),
    [`common/css/${service}.json`]: jsonText(iconTemplate(service)),
    'test/testData/connectionTestData.js': TEST_DATA,
    'test/connector.test.js': TEST,
  }
}

const INDEX = `'use strict'

const { Connector } = require('ptc-flow-sdk')

module.exports = new Connector(__dirname)
`

function localeText(title: string): string {
  return `//format=i18next
{
  // context: name of the connector
  "connector_name": ${JSON.stringify(title)}
}
`
}

const TEST_DATA = `'use strict'

// What "flow test connection" fills the form with, and what connect then has to give.
module.exports = {
  testInput: { url: 'https://server.example.com', username: '', password: '' },
  testOutput: {},
}
`

const TEST = `'use strict'

const assert = require('node:assert')
const { existsSync, readdirSync, readFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const { test } = require('node:test')

const connections = join(__dirname, '..', 'auth', 'connection')
const files = existsSync(connections) ? readdirSync(connections, { recursive: true }) : []

test('the project has its index.js', () => {
  assert.ok(existsSync(join(__dirname, '..', 'index.js')))
})

for (const file of files.filter(name => name.endsWith('connection.json'))) {
  test(file + ' is JSON, and its index.js has connect and validate', () => {
    JSON.parse(readFileSync(join(connections, file), 'utf8'))
    const code = require(join(connections, dirname(file), 'index.js'))
    assert.equal(typeof code.connect, 'function')
    assert.equal(typeof code.validate, 'function')
  })
}
`
