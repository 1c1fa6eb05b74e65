import type { LoginType } from '#shared/contract/connectors.ts'
import { Button } from '../../components/button.tsx'
import { ExternalLink } from '../../components/external-link.tsx'
import { t } from '../../lib/words-administration.ts'

/** How an application comes to be registered at the service, and loaded here. */
export function RegisterSteps({ type, onTemplate }: { type: LoginType; onTemplate: () => void }) {
  return (
    <div className="stack stack-tight">
      <ol className="steps">
        <li>
          {t('stepRegister', { title: type.title })} {type.setupUrl && <ExternalLink href={type.setupUrl} />}
        </li>
        <li>{t('stepTemplate')}</li>
        <li>{t('stepLoad')}</li>
      </ol>
      <Button size="small" icon="file" className="align-start" onClick={onTemplate}>
        {t('template')}
        <span className="visually-hidden"> {type.title}</span>
      </Button>
    </div>
  )
}
