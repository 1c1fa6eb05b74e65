import type { SentencePair } from '../translate-sentences.ts'
import { PEOPLE_SENTENCES } from './people-sentences.ts'
import { SIGN_IN_SENTENCES } from './sign-in-sentences.ts'
import { WEBHOOK_SENTENCES } from './webhook-sentences.ts'

/**
 * What the server says to people at the page. Of pairs that fit the same text the narrower one stands first. Sentences
 * for authors, operators and callers of the API stay English.
 */
export const GERMAN_SENTENCES: readonly SentencePair[] = [
  ['{rest} It said: {said}', '{rest} Die Antwort war: {said}'],

  // Of a test or save.
  ['Connection validated successfully', 'Die Verbindung wurde erfolgreich geprüft'],
  ['Connection could not be validated: {rest}', 'Die Verbindung konnte nicht geprüft werden: {rest}'],
  [
    'The connector could not make the connection: {rest}',
    'Der Konnektor konnte die Verbindung nicht herstellen: {rest}',
  ],
  [
    'The connector made something its own output schema does not allow, at {at}. Tell its author.',
    'Der Konnektor hat etwas erzeugt, das sein eigenes Ausgabeschema bei {at} nicht erlaubt. Geben Sie seinem Autor Bescheid.',
  ],
  [
    'The code of {name} has no function connect, so nothing can be made with it.',
    'Der Code von {name} hat keine Funktion connect, deshalb lässt sich damit nichts herstellen.',
  ],
  [
    'Its code cannot be loaded. Tell the person who installed this connector.',
    'Sein Code lässt sich nicht laden. Geben Sie der Person Bescheid, die diesen Konnektor installiert hat.',
  ],
  ['This connector has no check.', 'Dieser Konnektor hat keine Prüfung.'],
  ['The level is set to process.', 'Die Stufe ist auf process gesetzt.'],
  ['There is no bubblewrap for this system.', 'Für dieses System gibt es kein bubblewrap.'],
  ['The program bwrap is not installed.', 'Das Programm bwrap ist nicht installiert.'],
  ['This system does not let bubblewrap make namespaces.', 'Dieses System lässt bubblewrap keine Namensräume anlegen.'],
  [
    'This login ends on {day}. Reconnect it before then.',
    'Diese Anmeldung endet am {day}. Verbinden Sie sie vorher neu.',
  ],
  [
    'Choose another connection or login of the same service.',
    'Wählen Sie eine andere Verbindung oder Anmeldung desselben Dienstes.',
  ],
  ['The new one was deleted meanwhile.', 'Die neue wurde inzwischen gelöscht.'],
  [
    '{label} is still used by {names} and {n} more. Switch them to another one first. Nothing was deleted.',
    '{label} wird noch verwendet von {names} und {n} weiteren. Stellen Sie diese zuerst um. Es wurde nichts gelöscht.',
  ],
  [
    '{label} is still used by {names}. Switch to another one first. Nothing was deleted.',
    '{label} wird noch verwendet von {names}. Stellen Sie zuerst um. Es wurde nichts gelöscht.',
  ],
  [
    'Test data belong to a project. Start its preview with: flow preview',
    'Testdaten gehören zu einem Projekt. Öffnen Sie dessen Vorschau mit: flow preview',
  ],
  ['{file} was written by hand. Nothing was changed.', '{file} wurde von Hand geschrieben. Es wurde nichts geändert.'],
  [
    'This link is not known here. Start again on the page that sent you.',
    'Dieser Link ist hier nicht bekannt. Beginnen Sie auf der Seite neu, die Sie hergeschickt hat.',
  ],
  [
    'This link was used before, and works only once. Start again on the page that sent you.',
    'Dieser Link wurde schon benutzt und gilt nur einmal. Beginnen Sie auf der Seite neu, die Sie hergeschickt hat.',
  ],
  [
    'This link is over. Start again on the page that sent you.',
    'Dieser Link ist abgelaufen. Beginnen Sie auf der Seite neu, die Sie hergeschickt hat.',
  ],
  [
    'This window is over, or the browser sent no cookie. Start again on the page that opened it.',
    'Dieses Fenster ist abgelaufen, oder der Browser hat kein Cookie gesendet. Beginnen Sie auf der Seite neu, die es geöffnet hat.',
  ],
  [
    'This window may add one entry, nothing else.',
    'In diesem Fenster kann ein Eintrag hinzugefügt werden, sonst nichts.',
  ],
  [
    'There is no such entry in this window. It may have been deleted.',
    'Diesen Eintrag gibt es in diesem Fenster nicht. Vielleicht wurde er gelöscht.',
  ],
  ['This login has no check.', 'Diese Anmeldung hat keine Prüfung.'],
  ['Validation failed.', 'Die Prüfung ist fehlgeschlagen.'],
  ['The connector says the connection is not valid.', 'Der Konnektor sagt, dass die Verbindung nicht gültig ist.'],
  [
    'This connector has no connect function, so nothing can be made with it.',
    'Dieser Konnektor hat keine Funktion connect, deshalb lässt sich damit nichts herstellen.',
  ],
  ['The connector gave no answer within 1 second.', 'Der Konnektor hat 1 Sekunde lang nicht geantwortet.'],
  ['The connector gave no answer within {n} seconds.', 'Der Konnektor hat {n} Sekunden lang nicht geantwortet.'],
  [
    'The connector ended its own process before it gave an answer.',
    'Der Konnektor hat seinen Prozess beendet, bevor er geantwortet hat.',
  ],
  ['The connector crashed before it gave an answer.', 'Der Konnektor ist abgestürzt, bevor er geantwortet hat.'],
  ['The connector was ended because it sent too much.', 'Der Konnektor wurde beendet, weil er zu viel gesendet hat.'],
  [
    'The connector was ended because it used too much memory.',
    'Der Konnektor wurde beendet, weil er zu viel Speicher verwendet hat.',
  ],
  [
    'The connector was ended because it used more than {n} seconds of processor time.',
    'Der Konnektor wurde beendet, weil er mehr als {n} Sekunden Rechenzeit verwendet hat.',
  ],
  [
    'The code of this connector is not in its folder any more. Ask the person who installed it.',
    'Der Code dieses Konnektors liegt nicht mehr in seinem Ordner. Fragen Sie, wer ihn installiert hat.',
  ],
  [
    'The handle cannot be kept: it is larger than 1 MiB.',
    'Das Handle kann nicht behalten werden: Es ist größer als 1 MiB.',
  ],
  ['The handle cannot be kept: {why}.', 'Das Handle kann nicht behalten werden: {why}.'],
  [
    'The process for connector code could not be started.',
    'Der Prozess für den Code des Konnektors konnte nicht gestartet werden.',
  ],

  // Of a failed request: what is.
  ['The host is not known.', 'Der Host ist nicht bekannt.'],
  ['Host {host} is not known.', 'Der Host {host} ist nicht bekannt.'],
  ['The server does not take the connection.', 'Der Server nimmt die Verbindung nicht an.'],
  ['Host {host} does not take the connection.', 'Der Host {host} nimmt die Verbindung nicht an.'],
  ['The server did not answer in time.', 'Der Server hat nicht rechtzeitig geantwortet.'],
  ['No answer within 1 second.', 'Keine Antwort innerhalb von 1 Sekunde.'],
  ['No answer within {n} seconds.', 'Keine Antwort innerhalb von {n} Sekunden.'],
  ['The certificate of the server is not trusted here.', 'Dem Zertifikat des Servers wird hier nicht vertraut.'],
  ['The certificate of {host} is not trusted here.', 'Dem Zertifikat von {host} wird hier nicht vertraut.'],
  ['The server does not answer with TLS.', 'Der Server antwortet nicht mit TLS.'],
  ['This is not a full address.', 'Das ist keine vollständige Adresse.'],
  [
    'The server answered 401: it does not know these credentials.',
    'Der Server hat mit 401 geantwortet: Er kennt diese Zugangsdaten nicht.',
  ],
  [
    'The server answered 403: these credentials do not allow it.',
    'Der Server hat mit 403 geantwortet: Diese Zugangsdaten erlauben das nicht.',
  ],
  [
    'The server answered 404: there is nothing at this address.',
    'Der Server hat mit 404 geantwortet: Unter dieser Adresse gibt es nichts.',
  ],
  [
    'The server answered {status}: it has trouble of its own.',
    'Der Server hat mit {status} geantwortet: Er hat selbst ein Problem.',
  ],
  ['The server answered 429: it was asked too often.', 'Der Server hat mit 429 geantwortet: Er wurde zu oft gefragt.'],
  [
    'The server answered {status}, which was not expected.',
    'Der Server hat mit {status} geantwortet; das war nicht zu erwarten.',
  ],
  ['{host} is not among the allowed hosts.', '{host} ist nicht unter den erlaubten Hosts.'],
  ['Connections to {host} have to be allowed first.', 'Verbindungen zu {host} müssen erst erlaubt werden.'],
  [
    'Connections to this address are not opened from here.',
    'Zu dieser Adresse werden von hier keine Verbindungen geöffnet.',
  ],
  ['Connections to {host} are not opened from here.', 'Zu {host} werden von hier keine Verbindungen geöffnet.'],
  // And what to do about it. `{field}` is the title of a field, in whatever language the form has.
  ['Check it.', 'Prüfen Sie sie.'],
  ['Check them.', 'Prüfen Sie sie.'],
  ['Check them, or ask for the right.', 'Prüfen Sie sie, oder bitten Sie um das Recht dazu.'],
  [
    'Check that the server can be reached from here, then test again.',
    'Prüfen Sie, ob der Server von hier aus erreichbar ist, und testen Sie dann noch einmal.',
  ],
  ['Check the address and the port.', 'Prüfen Sie die Adresse und den Port.'],
  ['Check the {field} and the port.', 'Prüfen Sie „{field}“ und den Port.'],
  [
    'Check the address, or ask an administrator.',
    'Prüfen Sie die Adresse, oder wenden Sie sich an die Administration.',
  ],
  ['Check the {field}, or ask an administrator.', 'Prüfen Sie „{field}“, oder wenden Sie sich an die Administration.'],
  [
    'Check whether the address begins with http or https, and the port.',
    'Prüfen Sie, ob die Adresse mit http oder https beginnt, und den Port.',
  ],
  [
    'Check whether the {field} begins with http or https, and the port.',
    'Prüfen Sie, ob „{field}“ mit http oder https beginnt, und den Port.',
  ],
  [
    'Check the {user} and {field}, or ask for the right.',
    'Prüfen Sie „{user}“ und „{field}“, oder bitten Sie um das Recht dazu.',
  ],
  ['Check the {field}, or ask for the right.', 'Prüfen Sie „{field}“, oder bitten Sie um das Recht dazu.'],
  [
    'Check the address, then allow it in the settings.',
    'Prüfen Sie die Adresse, und erlauben Sie sie dann in den Einstellungen.',
  ],
  [
    'Check the {field}, then allow it in the settings.',
    'Prüfen Sie „{field}“, und erlauben Sie den Host dann in den Einstellungen.',
  ],
  ['Check the address.', 'Prüfen Sie die Adresse.'],
  ['Check the field “{field}”.', 'Prüfen Sie „{field}“.'],
  ['Check the {user} and {field}.', 'Prüfen Sie „{user}“ und „{field}“.'],
  ['Check the {field}.', 'Prüfen Sie „{field}“.'],
  ['Write the address as in https://depot.example.com.', 'Schreiben Sie die Adresse wie in https://depot.example.com.'],
  ['Write the {field} as in https://depot.example.com.', 'Schreiben Sie „{field}“ wie in https://depot.example.com.'],
  ['Test again later.', 'Testen Sie später noch einmal.'],

  // Of values and labels.
  ['One value needs a change. Nothing was saved.', 'Ein Wert muss geändert werden. Es wurde nichts gespeichert.'],
  ['{n} values need a change. Nothing was saved.', '{n} Werte müssen geändert werden. Es wurde nichts gespeichert.'],
  [
    'A stored secret only goes to the address it was stored for. Enter it again.',
    'Ein gespeicherter geheimer Wert geht nur an die Adresse, für die er gespeichert wurde. Geben Sie ihn neu ein.',
  ],
  ['The address changed. Enter this value again.', 'Die Adresse hat sich geändert. Geben Sie diesen Wert neu ein.'],
  ['This entry changed. Enter this value again.', 'Dieser Eintrag hat sich geändert. Geben Sie diesen Wert neu ein.'],
  ['These values do not fit together.', 'Diese Werte passen nicht zusammen.'],
  [
    'Use letters, digits and _ only, at most 100 of them, and do not start with a digit.',
    'Verwenden Sie nur Buchstaben, Ziffern und _, höchstens 100 davon, und keine Ziffer am Anfang.',
  ],
  [
    'The label {label} is in use by another connection or login. Choose another one.',
    'Die Bezeichnung {label} wird schon von einer anderen Verbindung oder Anmeldung verwendet. Wählen Sie eine andere.',
  ],

  // Of entries, types and providers.
  [
    'There is no connection or login with this id. It may have been deleted.',
    'Es gibt keine Verbindung oder Anmeldung mit dieser ID. Vielleicht wurde sie gelöscht.',
  ],
  [
    'There is no connection with this id. It may have been deleted.',
    'Es gibt keine Verbindung mit dieser ID. Vielleicht wurde sie gelöscht.',
  ],
  [
    'Changed since it was opened: {names} (by its owner, {when} UTC). Open it again to see what it holds now.',
    'Geändert, seit es geöffnet wurde: {names} (vom Eigentümer, {when} UTC). Öffnen Sie es erneut, um zu sehen, was es jetzt enthält.',
  ],
  [
    'This entry was changed or deleted since it was opened. Open it again to see what it holds now.',
    'Dieser Eintrag wurde geändert oder gelöscht, seit er geöffnet wurde. Öffnen Sie ihn neu, um den jetzigen Stand zu sehen.',
  ],
  [
    'This request was answered before, and its connection was deleted since.',
    'Diese Anfrage wurde schon beantwortet, und ihre Verbindung wurde seither gelöscht.',
  ],
  ['The same request is being answered right now.', 'Dieselbe Anfrage wird gerade beantwortet.'],
  ['There is no connection type {type} here.', 'Den Verbindungstyp {type} gibt es hier nicht.'],
  ['This connection is not of the type {type}.', 'Diese Verbindung ist nicht vom Typ {type}.'],
  [
    'The connection type {type} of {service} is not installed any more. Install its connector again.',
    'Der Verbindungstyp {type} von {service} ist nicht mehr installiert. Installieren Sie den Konnektor neu.',
  ],
  [
    'The stored value of this connection is not a connection.',
    'Der gespeicherte Wert dieser Verbindung ist keine Verbindung.',
  ],
  [
    'This API key does not exist, or it was revoked already.',
    'Diesen API-Schlüssel gibt es nicht, oder er wurde schon widerrufen.',
  ],
  [
    'There is no provider with this id. It may have been deleted.',
    'Es gibt keinen Anbieter mit dieser ID. Vielleicht wurde er gelöscht.',
  ],
  ['There is no provider with this id.', 'Es gibt keinen Anbieter mit dieser ID.'],
  [
    '{name} is used by 1 login. Nothing was deleted.',
    '{name} wird von 1 Anmeldung verwendet. Es wurde nichts gelöscht.',
  ],
  [
    '{name} is used by {n} logins. Nothing was deleted.',
    '{name} wird von {n} Anmeldungen verwendet. Es wurde nichts gelöscht.',
  ],

  ...SIGN_IN_SENTENCES,
  ...PEOPLE_SENTENCES,
  ...WEBHOOK_SENTENCES,

  // Of a request to a service that got no answer.
  ['{host} refused the connection.', '{host} hat die Verbindung abgelehnt.'],
  ['{host} gave no answer in time.', '{host} hat nicht rechtzeitig geantwortet.'],
  [
    'Check that it can be reached from here, then try again.',
    'Prüfen Sie, ob es von hier aus erreichbar ist, und versuchen Sie es dann noch einmal.',
  ],
  ['Ask an administrator to add its issuer.', 'Bitten Sie die Administration, den Aussteller hinzuzufügen.'],
  ['{host} ended the connection without an answer.', '{host} hat die Verbindung ohne Antwort beendet.'],
  ['The answer of {host} is larger than 1 MiB.', 'Die Antwort von {host} ist größer als 1 MiB.'],
  ['Check the address, or try again later.', 'Prüfen Sie die Adresse, oder versuchen Sie es später noch einmal.'],
  ['The answer of {host} cannot be unpacked.', 'Die Antwort von {host} lässt sich nicht entpacken.'],
  ['There is no way to {host} from here.', 'Von hier aus führt kein Weg zu {host}.'],
  ['Check the network.', 'Prüfen Sie das Netzwerk.'],
  ['The request to {host} was given up.', 'Die Anfrage an {host} wurde aufgegeben.'],
  ['Try again.', 'Versuchen Sie es noch einmal.'],

  [
    '{service} gave no token ({code}). Try again later.',
    '{service} hat kein Token herausgegeben ({code}). Versuchen Sie es später noch einmal.',
  ],
  ['{service} gave no token ({code}). {rest}', '{service} hat kein Token herausgegeben ({code}). {rest}'],

  [
    '{service} did not confirm where it will send the browser back to, so the sign-in would not be safe. An administrator can allow it for a server older than OAuth 1.0a.',
    '{service} hat nicht bestätigt, wohin der Browser zurückgeschickt wird; die Anmeldung wäre deshalb nicht sicher. Die Administration kann sie für einen Server erlauben, der älter als OAuth 1.0a ist.',
  ],
  [
    '{service} answered 401. Reconnect this login.',
    '{service} hat mit 401 geantwortet. Verbinden Sie diese Anmeldung neu.',
  ],
  [
    '{service} answered 403. The permissions given do not suffice: reconnect and tick more.',
    '{service} hat mit 403 geantwortet. Die erteilten Berechtigungen reichen nicht: Verbinden Sie neu und wählen Sie mehr aus.',
  ],
  [
    '{service} answered 404. Check the address of its validate request.',
    '{service} hat mit 404 geantwortet. Prüfen Sie die Adresse seiner validate-Anfrage.',
  ],
  [
    '{service} answered {status}. Try again later.',
    '{service} hat mit {status} geantwortet. Versuchen Sie es später noch einmal.',
  ],
  ['{service} answered {status}.', '{service} hat mit {status} geantwortet.'],
  ['{service} answered, but did not accept the token.', '{service} hat geantwortet, aber das Token nicht angenommen.'],

  [
    '{host} is asked by many at once. Try again later.',
    '{host} wird gerade von vielen gefragt. Versuchen Sie es später noch einmal.',
  ],
  [
    '{host} did not answer a moment ago. Try again later.',
    '{host} hat eben nicht geantwortet. Versuchen Sie es später noch einmal.',
  ],
  [
    '{host} is asked no more often. Try again later.',
    '{host} wird nicht öfter gefragt. Versuchen Sie es später noch einmal.',
  ],

  // Of requests as such.
  [
    'The server met a fault of its own. Its log has the details under this request id.',
    'Im Server ist ein Fehler aufgetreten. Sein Protokoll enthält die Einzelheiten unter dieser Anfragenummer.',
  ],
  ['The server gave an answer that cannot be read.', 'Die Antwort des Servers ist nicht lesbar.'],
  ['The request is larger than this address takes.', 'Die Anfrage ist größer, als diese Adresse annimmt.'],
  [
    'This request did not come from our own page, so nothing was done. Reload the page and try again.',
    'Diese Anfrage kam nicht von unserer eigenen Seite, deshalb wurde nichts getan. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  ],
  [
    'There is no validator of this name. Reload the page.',
    'Es gibt keine Prüfung mit diesem Namen. Laden Sie die Seite neu.',
  ],
  [
    'Too many sign-ins wait here. Try again in {n} s.',
    'Hier warten zu viele Anmeldungen. Versuchen Sie es in {n} s noch einmal.',
  ],
  ['Too many requests. Try again in {n} s.', 'Zu viele Anfragen. Versuchen Sie es in {n} s noch einmal.'],
]
