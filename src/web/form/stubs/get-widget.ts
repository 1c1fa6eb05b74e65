import type { Widget } from '@rjsf/utils'

/** Stands in for RJSF's finding of a widget: the compiler names one for every control, and the theme has them all. */
export default function getWidget(
  _schema: unknown,
  widget: Widget | string | undefined,
  widgets: Record<string, Widget> = {},
): Widget {
  const found = typeof widget === 'string' ? widgets[widget] : widget
  if (!found) throw new TypeError(`the theme has no widget "${String(widget)}"`)
  return found
}
