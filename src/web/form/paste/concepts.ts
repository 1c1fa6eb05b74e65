/** What connections are made of, with the names that people give it; the last words of a name decide. */
const PHRASES = {
  url: 'url|uri|base url|endpoint|address|site|instance',
  host: 'host|host name|server|server name|domain|domain name|data source|fqdn|broker|addr|ip|ip address|network address',
  port: 'port|port number',
  scheme: 'scheme|protocol',
  path: 'path|base path|context path|api path|url path|context root',
  database: 'database|db|database name|db name|initial catalog|catalog',
  user: 'user|user name|login|login name|uid|user id|usr|principal',
  email: 'email|e mail|mail|email address|mail address',
  password: 'password|pass|pwd|passwd|pw',
  token: 'token|access token|api token|auth token|bearer|bearer token|personal access token|pat|jwt',
  apiKey: 'api key|key|app key|application key|subscription key',
  secret: 'secret|shared secret|api secret',
  clientId: 'client id|app id|application id|consumer key|oauth client id',
  clientSecret: 'client secret|app secret|application secret|consumer secret',
  keyId: 'access key id|access key',
  secretKey: 'secret key|secret access key|access key secret|account key|shared access key|shared key|storage key',
  keyName: 'shared access key name|shared access policy|sas key name|policy name',
  accountName: 'account name|storage account|storage account name',
  connection:
    'connection string|connection url|connection uri|conn string|conn str|dsn|database url|database uri|db url|db uri|jdbc url',
  keyFile:
    'service account|service account json|service account key|service account info|credentials json|json credentials|google credentials|key file|json key|service key|key json|credentials',
  privateKey: 'private key|rsa private key|private pem',
  ssl: 'ssl|tls|use ssl|use tls|secure|encrypt|encryption|ssl enabled|tls enabled|enable ssl|enable tls|https|use https|ssl mode|tls mode',
  verify:
    'verify|verify ssl|verify tls|ssl verify|tls verify|verify certificate|validate certificate|check certificate',
  insecure:
    'insecure|allow insecure|skip verify|ignore ssl|ignore ssl issues|trust server certificate|allow unauthorized certs',
  cookie: 'cookie|cookies|session cookie',
  headerName: 'header|header name|key header|api key header|auth header|name of the header',
  queryName: 'query|query name|parameter name|param name|query parameter|query parameter name|name of the parameter',
} as const

export type Concept = keyof typeof PHRASES

/** Words without the blanks between them → what they say. */
const CONCEPTS = new Map<string, Concept>(
  Object.entries(PHRASES).flatMap(([concept, phrases]) =>
    phrases.split('|').map(phrase => [phrase.replaceAll(' ', ''), concept as Concept] as const),
  ),
)
const LONGEST_PHRASE = 5

/** What the last words of a name say, and the words before them. */
export function conceptOf(words: readonly string[]): { concept: Concept; before: readonly string[] } | undefined {
  for (let start = Math.max(0, words.length - LONGEST_PHRASE); start < words.length; start++) {
    const concept = CONCEPTS.get(words.slice(start).join(''))
    if (concept) return { concept, before: words.slice(0, start) }
  }
  return undefined
}

const SECRETS: readonly Concept[] = [
  'password',
  'token',
  'apiKey',
  'secret',
  'clientSecret',
  'secretKey',
  'privateKey',
  'keyFile',
  'cookie',
]

export function isSecretConcept(concept: Concept | undefined): boolean {
  return concept !== undefined && SECRETS.includes(concept)
}

/** Different words for what may be the same, and how near they are: good enough where nothing else competes. */
const KIN: readonly (readonly [near: number, family: readonly Concept[]])[] = [
  [45, ['token', 'apiKey', 'secret']],
  [45, ['url', 'connection']],
  [45, ['clientSecret', 'secret']],
  [45, ['secretKey', 'secret']],
  [30, ['user', 'email']],
  [30, ['user', 'clientId']],
  [30, ['password', 'token', 'apiKey', 'secret', 'clientSecret', 'secretKey']],
]

export function kinship(value: Concept, field: Concept): number {
  // A host can be made an address; the host of an address is a value of its own.
  if (value === 'host' && field === 'url') return 40
  return KIN.find(([, family]) => family.includes(value) && family.includes(field))?.[0] ?? 0
}
