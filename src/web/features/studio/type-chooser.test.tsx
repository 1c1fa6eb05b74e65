import { screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import type { BrokenArtifact } from '#shared/contract/connectors.ts'
import { renderPage } from '../../fixtures/render-page.tsx'
import { TypeChooser } from './type-chooser.tsx'

const broken = (file: string, changes: Partial<BrokenArtifact> = {}): BrokenArtifact => ({
  file,
  service: 'depot',
  name: 'basic',
  line: 1,
  column: 1,
  code: 'bad-json',
  message: 'm',
  ...changes,
})

it('offers every broken connection.json once, by its path, since their names may be equal', () => {
  const files = ['depot/auth/connection/basic/v1/connection.json', 'store/auth/connection/basic/v1/connection.json']
  const list = [...files.map(file => broken(file)), broken(files[0] ?? '', { line: 2 }), broken('depot/package.json')]
  renderPage(<TypeChooser connectors={[]} broken={list} value="" onChange={vi.fn()} />)
  const options = screen.getAllByRole<HTMLOptionElement>('option').filter(option => option.value !== '')
  expect(options.map(option => [option.value, option.textContent])).toEqual(files.map(file => [file, file]))
})
