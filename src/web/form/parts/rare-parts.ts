import { GridObject } from '../templates/grid-object.tsx'
import { CodeWidget } from '../widgets/code-widget.tsx'
import { ColorWidget } from '../widgets/color-widget.tsx'
import { DateTimeWidget } from '../widgets/date-time-widget.tsx'
import { RangeWidget } from '../widgets/range-widget.tsx'
import { RatingWidget } from '../widgets/rating-widget.tsx'
import { SecretTextWidget } from '../widgets/secret-text-widget.tsx'

/** What few forms have. */
export const PARTS = {
  fields: {},
  templates: { GridObject },
  widgets: {
    fcSecretText: SecretTextWidget,
    fcCode: CodeWidget,
    fcDateTime: DateTimeWidget,
    fcColor: ColorWidget,
    fcRating: RatingWidget,
    fcRange: RangeWidget,
  },
}
