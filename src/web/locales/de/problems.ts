import type { ProblemPhrases } from '#schema/problem-words.ts'

/** `form.error.<keyword>` of forms.md §8. */
export const GERMAN_PROBLEMS = {
  required: 'Füllen Sie dieses Feld aus.',
  'required.choice': 'Wählen Sie eine Option.',
  'required.list': 'Fügen Sie mindestens einen Eintrag hinzu.',
  'required.group': 'Füllen Sie diesen Abschnitt aus.',
  minLength: { one: 'Geben Sie mindestens {count} Zeichen ein.', other: 'Geben Sie mindestens {count} Zeichen ein.' },
  maxLength: { one: 'Geben Sie höchstens {count} Zeichen ein.', other: 'Geben Sie höchstens {count} Zeichen ein.' },
  pattern: 'Das hat nicht die erwartete Form.',
  'pattern.uri': 'Geben Sie eine vollständige Adresse ein, zum Beispiel https://example.com.',
  'pattern.email': 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel ann@example.com.',
  'pattern.ipv4': 'Geben Sie eine IPv4-Adresse ein, zum Beispiel 192.0.2.1.',
  'pattern.date': 'Geben Sie ein Datum ein, zum Beispiel 2026-03-31.',
  type: 'Das ist die falsche Art von Wert.',
  'type.number': 'Geben Sie eine Zahl ein, mit Punkt statt Komma, zum Beispiel 1.5.',
  'type.integer': 'Geben Sie eine ganze Zahl ein.',
  minimum: 'Geben Sie {limit} oder mehr ein.',
  maximum: 'Geben Sie {limit} oder weniger ein.',
  exclusiveMinimum: 'Geben Sie mehr als {limit} ein.',
  exclusiveMaximum: 'Geben Sie weniger als {limit} ein.',
  multipleOf: 'Geben Sie ein Vielfaches von {limit} ein.',
  enum: 'Wählen Sie eine der Optionen.',
  const: 'Dieser Wert steht fest.',
  minItems: {
    one: 'Fügen Sie mindestens {count} Eintrag hinzu.',
    other: 'Fügen Sie mindestens {count} Einträge hinzu.',
  },
  maxItems: { one: 'Behalten Sie höchstens {count} Eintrag.', other: 'Behalten Sie höchstens {count} Einträge.' },
  uniqueItems: 'Die Einträge {first} und {second} sind gleich.',
  propertyNames: 'Dieser Name ist nicht erlaubt.',
  other: 'Diese Werte passen nicht zusammen.',
} satisfies ProblemPhrases
