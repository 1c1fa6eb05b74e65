/** What the small pages of a sign-in say; `{title}` is the name of the service. */
interface SignInWords {
  openingHeading: string
  openingText: string
  deviceHeading: string
  deviceText: string
  grantedHeading: string
  grantedText: string
  otherHeading: string
  otherText: string
  failedHeading: string
  failedText: string
  wayBack: string
  hereHeading: string
  hereText: string
  hereGo: string
  hereProxyText: string
}

/** By language. A language more is one entry; the pages then speak it to browsers that ask for it. */
const WORDS: Readonly<Record<string, SignInWords>> = {
  en: {
    openingHeading: 'Opening the sign-in',
    openingText: 'The sign-in page of the service opens here in a moment.',
    deviceHeading: 'Sign in to {title}',
    deviceText:
      'Open the page below in any browser, also on another device, and enter this code there. This window goes on by itself.',
    grantedHeading: 'Signed in',
    grantedText: 'You can close this window and go on in the app.',
    otherHeading: 'Another account',
    otherText: 'Close this window and choose in the app which account to keep.',
    failedHeading: 'Not signed in',
    failedText: 'The sign-in did not finish.',
    wayBack: 'Back to Flow Connections',
    hereHeading: 'Flow Connections',
    hereText: 'You are not signed in.',
    hereGo: 'Sign in',
    hereProxyText: 'The proxy in front of this server did not say who you are. Tell an administrator.',
  },
  de: {
    openingHeading: 'Die Anmeldung wird geöffnet',
    openingText: 'Hier öffnet sich gleich die Anmeldeseite des Dienstes.',
    deviceHeading: 'Bei {title} anmelden',
    deviceText:
      'Öffnen Sie die Seite unten in einem beliebigen Browser, auch auf einem anderen Gerät, und geben Sie dort diesen Code ein. Dieses Fenster macht von selbst weiter.',
    grantedHeading: 'Angemeldet',
    grantedText: 'Sie können dieses Fenster schließen und in der Anwendung weitermachen.',
    otherHeading: 'Ein anderes Konto',
    otherText: 'Schließen Sie dieses Fenster und wählen Sie in der Anwendung, welches Konto bleiben soll.',
    failedHeading: 'Nicht angemeldet',
    failedText: 'Die Anmeldung wurde nicht abgeschlossen.',
    wayBack: 'Zurück zu Flow Connections',
    hereHeading: 'Flow Connections',
    hereText: 'Sie sind nicht angemeldet.',
    hereGo: 'Anmelden',
    hereProxyText:
      'Der Proxy vor diesem Server hat nicht gesagt, wer Sie sind. Wenden Sie sich an einen Administrator.',
  },
}

const ENGLISH = 'en'

export interface SpokenWords {
  locale: string
  say(name: keyof SignInWords, values?: { title: string }): string
}

/** In the first language of the browser that there are words for, else in English (RFC 9110 §12.5.4). */
export function signInWords(acceptLanguage: string | undefined): SpokenWords {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map(part => {
      const [tag = '', ...settings] = part.split(';')
      const weight = Number(/q=([\d.]+)/.exec(settings.join())?.[1] ?? 1)
      return { language: tag.trim().toLowerCase().split('-')[0] ?? '', weight }
    })
    .filter(({ language, weight }) => Object.hasOwn(WORDS, language) && weight > 0)
  const [best] = wanted.toSorted((a, b) => b.weight - a.weight)
  const locale = best?.language ?? ENGLISH
  return {
    locale,
    // A title is put in last, so that no place in it is filled in again.
    say: (name, { title } = { title: '' }) => (WORDS[locale]?.[name] ?? '').replace('{title}', () => title),
  }
}
