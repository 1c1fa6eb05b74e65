import type { IconButtonProps } from '@rjsf/utils'
import { Button } from '../../components/button.tsx'
import type { IconName } from '../../components/icon-drawings.tsx'
import { say } from '../words.ts'

/** A net: our own templates draw their buttons themselves, with names that say which entry they mean. */
function button(icon: IconName, name: string) {
  return function TemplateButton({ onClick, disabled }: IconButtonProps) {
    return (
      <Button kind="quiet" size="small" iconOnly icon={icon} aria-label={name} disabled={disabled} onClick={onClick} />
    )
  }
}

export const buttonTemplates = {
  AddButton: button('plus', say('addEntry')),
  ClearButton: button('close', say('clear')),
  CopyButton: button('copy', say('copy', { label: say('entryPlain') })),
  MoveDownButton: button('down', say('moveEntryDown')),
  MoveUpButton: button('up', say('moveEntryUp')),
  RemoveButton: button('trash', say('removeNamed', { label: say('entryPlain') })),
  SubmitButton: () => null,
}
