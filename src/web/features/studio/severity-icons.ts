import type { IconName } from '../../components/icon-drawings.tsx'
import type { StudioProblem } from './studio-problems.ts'

export const SEVERITY_ICONS: Record<StudioProblem['severity'], IconName> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
}
