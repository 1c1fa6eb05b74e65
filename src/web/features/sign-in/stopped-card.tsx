import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import type { PairLine } from '../../components/pair.tsx'
import { t } from '../../lib/t.ts'
import { SignInCard } from './sign-in-card.tsx'

interface Choice {
  word: string
  press: () => void
}

/** A sign-in that stopped: what is, what to do, one main button and one other. */
export function StoppedCard({
  line,
  service,
  title,
  text,
  main,
  other,
  onCancel,
}: {
  line: PairLine
  service: { name: string; icon: ConnectorIcon | null }
  title: string
  text: string
  main: Choice
  other?: Choice
  onCancel: () => void
}) {
  return (
    <SignInCard
      line={line}
      service={service}
      title={title}
      text={<p role="alert">{text}</p>}
      footer={
        <>
          <Button kind="quiet" className="sign-in-foot-start" onClick={onCancel}>
            {t('cancel')}
          </Button>
          {other && <Button onClick={other.press}>{other.word}</Button>}
          <Button kind="primary" onClick={main.press}>
            {main.word}
          </Button>
        </>
      }
    />
  )
}
