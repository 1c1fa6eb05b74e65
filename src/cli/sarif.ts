import type { LintFinding, LintReport } from '#app/lint-project.ts'

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const

/** The report as SARIF 2.1.0 (OASIS, 2020), addresses from the project folder. */
export function sarifOf({ findings }: LintReport): object {
  const rules = [...new Set(findings.map(({ code }) => code))].sort()
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'flow lint', rules: rules.map(id => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => resultOf(finding, rules)),
      },
    ],
  }
}

function resultOf({ file, line, column, severity, code, message, fix }: LintFinding, rules: readonly string[]): object {
  return {
    ruleId: code,
    ruleIndex: rules.indexOf(code),
    level: LEVELS[severity],
    message: { text: [message, fix].filter(Boolean).join(' ') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file), uriBaseId: '%SRCROOT%' },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  }
}
