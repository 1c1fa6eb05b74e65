import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { t } from '../../lib/words-sign-in.ts'
import { StoppedCard } from './stopped-card.tsx'

/** The browser did not let us open a window: with a press of its own it will, or this page goes there itself. */
export function BlockedCard({
  service,
  onOpen,
  onPage,
  onCancel,
}: {
  service: { name: string; icon: ConnectorIcon | null }
  onOpen: () => void
  onPage: () => void
  onCancel: () => void
}) {
  return (
    <StoppedCard
      line="blocked"
      service={service}
      title={t('blockedTitle')}
      text={t('blockedText')}
      main={{ word: t('openWindow'), press: onOpen }}
      other={{ word: t('useThisPage'), press: onPage }}
      onCancel={onCancel}
    />
  )
}
