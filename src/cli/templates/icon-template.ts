/** A white plug on nothing, 128 by 128: it takes the colour that the icon file names. */
const PLUG =
  'iVBORw0KGgoAAAANSUhEUgAAAIAAAACACAQAAABpN6lAAAABvElEQVR42u3cYW3DMBCG4VAIhVIIhVAIhWAxhVAwhVIIlqNwUzVV' +
  'mqZN27r7rmf1tX9bsh9fnca+ePLptesEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAETVxbvfS/dF1qYowOLmH4v9YjiPtCkL' +
  '0P1z6ZI2ZQG+Koo2AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAkAyQXQAAAAAAAAAAAAAAAAAAAACoAGCpw7d6ANdUgGs9gCMV' +
  '4KgH0FIBWj2ANRVgrbgnaOMtgbEAPQ2g1wTY0wD2qtviNtoPIBqgjfUEiAeYE2LAfK58MtTGmv94AHUMBM+/4mxwkwJsIxyO6t4K' +
  'jvjeKgBmPyXDP6PDX3c8fhGsBOaXkfIDlmAC2deDutSDSALhx5PK/JBL0FpwaoI/I0VmDngiHIqlLwvg/X+B/SP0N3X/9AC3OGgP' +
  'IJg37dznAfwdIWnwnn6Bwu79BwbzHrndUQ3gvn3avnnPW/N78wyAJ6RDAgAAAAAAAAAAAAAAAAAA1ABIvjKtHkDypXn1AJKvTawI' +
  'UKQCAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAvFR9A8jrwCBZD9GZAAAAAElFTkSuQmCC'

const COLOURS = ['#2b50d4', '#17693a', '#854d00', '#b0241c', '#5b3cc4', '#0c6b78', '#8a2f6b', '#4a5a57']

/** `common/css/<icon>.json`: the same picture for every new project, in a colour that its name picks. */
export function iconTemplate(service: string): object {
  const sum = [...service].reduce((total, letter) => total + letter.charCodeAt(0), 0)
  return { name: service, background: COLOURS[sum % COLOURS.length], png128pxBase64: PLUG }
}
