import { describe, expect, it } from 'vitest'
import { readPasted } from './read-pasted.ts'

/** `name=value` of everything that is read; parts of addresses and quiet values are left out. */
function said(text: string): string[] {
  const values = readPasted(text)?.values ?? []
  return values
    .filter(value => !value.quiet && !value.partOf)
    .map(({ names, value }) => `${names.join('.')}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
}

const BASIC = btoa('ana:let:me-in')

describe('a curl line', () => {
  it.each([
    ['an address', 'curl https://a.example.com/x', ['url=https://a.example.com/x']],
    ['an address without its scheme', 'curl a.example.com/x', ['url=http://a.example.com/x']],
    ['a near host', 'curl -s localhost:8080', ['url=http://localhost:8080']],
    ['a prompt before it', '$ curl https://a', ['url=https://a']],
    ['a Windows name', 'C:\\> curl.exe https://a'.slice(4), ['url=https://a']],
    [
      'parameters apart from the address',
      'curl "https://a/x?page=2&key=k%201#top"',
      ['url=https://a/x', 'page=2', 'key=k 1'],
    ],
    ['user and password', "curl -u 'ana:p:w' https://a", ['user=ana', 'password=p:w', 'url=https://a']],
    ['user and password, long', 'curl --user ana:pw --url https://a', ['user=ana', 'password=pw', 'url=https://a']],
    ['user and password without a blank', 'curl -uana:pw https://a', ['user=ana', 'password=pw', 'url=https://a']],
    ['letters joined', 'curl -sSLu ana:pw https://a', ['user=ana', 'password=pw', 'url=https://a']],
    ['a user who is asked for the password', 'curl -u ana https://a', ['user=ana', 'url=https://a']],
    ['a key as user', 'curl https://a -u sk_live_1:', ['url=https://a', 'api key=sk_live_1']],
    ['Basic', `curl -H "Authorization: Basic ${BASIC}" https://a`, ['user=ana', 'password=let:me-in', 'url=https://a']],
    ['broken Basic', 'curl -H "Authorization: Basic %%%" https://a', ['url=https://a']],
    ['Bearer', 'curl -H "Authorization: Bearer t0k" https://a', ['token=t0k', 'url=https://a']],
    ['Bearer in small letters', 'curl -H "authorization: bearer t0k" https://a', ['token=t0k', 'url=https://a']],
    ['another scheme', 'curl -H "Authorization: Token token=t0k" https://a', ['token=t0k', 'url=https://a']],
    ['a bare token', 'curl -H "Authorization: t0k" https://a', ['token=t0k', 'url=https://a']],
    ['oauth2-bearer', 'curl --oauth2-bearer t0k https://a', ['token=t0k', 'url=https://a']],
    ['a header of its own', "curl -H 'X-API-Key: k' -H 'Accept: */*' https://a", ['X-API-Key=k', 'url=https://a']],
    ['cookies', 'curl -b "sid=1; x=2" https://a', ['cookie=sid=1; x=2', 'url=https://a']],
    ['no file of cookies', 'curl -b jar.txt https://a', ['url=https://a']],
    [
      'a form',
      'curl -d client_id=a -d "client_secret=b+c&grant_type=x" https://a',
      ['client_id=a', 'client_secret=b c', 'url=https://a'],
    ],
    ['data as they are', "curl -G --data-urlencode 'q=a+b&c' https://a", ['q=a+b&c', 'url=https://a']],
    ['JSON', `curl --json '{"user":{"name":"ana"}}' https://a`, ['user.name=ana', 'url=https://a']],
    ['no file of data', 'curl -d @body.json https://a', ['url=https://a']],
    [
      'a proxy',
      'curl -x proxy.example.com:3128 https://a',
      ['proxy.url=http://proxy.example.com:3128', 'url=https://a'],
    ],
    ['options with words of their own', 'curl -X POST -o out.txt --max-time 5 -m 3 https://a', ['url=https://a']],
    [
      'lines continued',
      'curl https://a \\\n  -H "X-Key: k" \\\r\n  -u a:b',
      ['url=https://a', 'X-Key=k', 'user=a', 'password=b'],
    ],
    [
      'lines of the command prompt',
      'curl "https://a" ^\r\n  -H "X-Key: k^%^1" ^\r\n  -u "a:b"',
      ['url=https://a', 'X-Key=k%1', 'user=a', 'password=b'],
    ],
    [
      'quotes of the command prompt',
      'curl ^"https://a^" ^\n -H ^"X-Key: ^\\^"k^\\^"^"',
      ['url=https://a', 'X-Key="k"'],
    ],
    ['lines of PowerShell', 'curl https://a `\n -H "X-Key: k"', ['url=https://a', 'X-Key=k']],
    ['ANSI quotes', "curl https://a -H $'X-Key: it\\'s\\u0021'", ['url=https://a', "X-Key=it's!"]],
    ['quotes in quotes', `curl https://a -u "ana:p\\"w'"`, ['url=https://a', 'user=ana', `password=p"w'`]],
    ['the first of two commands', 'curl https://a | jq .; curl https://b', ['url=https://a']],
    ['an open quote', 'curl https://a -u "ana:pw', ['url=https://a', 'user=ana', 'password=pw']],
    ['lines before it', '# get the parts\ncurl https://a', ['url=https://a']],
  ])('gives %s', (_, text, values) => expect(said(text)).toEqual(values))
})

describe('lines', () => {
  it.each([
    ['.env', 'A_URL=https://a\nexport B=2\nC=', ['A_URL=https://a', 'B=2']],
    ['quotes and comments', `AA="x # y" # z\nBB='p w'\nCC=a#b # c\n# DD=no`, ['AA=x # y', 'BB=p w', 'CC=a#b']],
    ['escapes in double quotes only', `AA="x\\ny\\"z"\nBB='x\\ny'`, ['AA=x\ny"z', 'BB=x\\ny']],
    ['values over lines', 'KEY="-----BEGIN\nabc\n-----END"\nBB=2', ['KEY=-----BEGIN\nabc\n-----END', 'BB=2']],
    ['a quote that never closes', 'AA="x\nBB=y', ['AA="x', 'BB=y']],
    ['YAML', 'user: ana\npassword: "p: w"\n---\nport: 5432', ['user=ana', 'password=p: w', 'port=5432']],
    ['YAML groups', 'db:\n  host: h\n  auth:\n    user: u\nport: 1', ['db.host=h', 'db.auth.user=u', 'port=1']],
    ['INI', '[default]\naws_key = a\n; x\n[profile prod]\naws_key=b', ['default.aws_key=a', 'prod.aws_key=b']],
    [
      'notes',
      'User name: Ana Maria\n- Password: x\n* **Token:** y\nhttps://a.example.com',
      ['User name=Ana Maria', 'Password=x', 'Token=y'],
    ],
    ['a table', 'Host\ta.example.com\n| Port | 5432 |', ['Host=a.example.com', 'Port=5432']],
    ['Windows', 'set AA=1\n$env:BB = "2"', ['AA=1', 'BB=2']],
    ['compose', 'environment:\n  - AA=1\n  - "BB=2"', ['environment.AA=1', 'environment.BB=2']],
    ['an equals sign in the value', 'AA=b==\nBB=c', ['AA=b==', 'BB=c']],
    ['Windows line ends and a byte-order mark', '\uFEFFAA=1\r\nBB=2\r\n', ['AA=1', 'BB=2']],
  ])('of %s', (_, text, values) => expect(said(text)).toEqual(values))
})

describe('JSON', () => {
  it.each([
    ['nested', '{"a":{"b":1,"c":true,"d":null,"e":""}}', ['a.b=1', 'a.c=true']],
    ['a list of plain values', '{"a":["x","y"]}', ['a=["x","y"]']],
    ['a list of one', '[{"a":1}]', ['a=1']],
    ['named values', '{"values":[{"key":"a","value":"1"},{"name":"b","value":2}]}', ['values.a=1', 'values.b=2']],
    ['a comma too many', '{"a":1,}', ['a=1']],
    ['lines from the middle of a file', '"a": 1,\n"b": {"c": 2},', ['a=1', 'b.c=2']],
  ])('%s', (_, text, values) => expect(said(text)).toEqual(values))

  it('offers the file of a service account whole', () => {
    const pasted = readPasted('{"type":"service_account","project_id":"p"}')
    expect(pasted?.values.find(value => value.concept === 'keyFile')?.value).toBe(
      '{\n  "type": "service_account",\n  "project_id": "p"\n}',
    )
  })
})

describe('a connection string', () => {
  const parts = (text: string) => {
    const values = readPasted(text)?.values ?? []
    return Object.fromEntries(values.filter(value => value.partOf).map(({ names, value }) => [names.at(-1), value]))
  }

  it.each([
    [
      'postgres://ana:p%40w@db.example.com:5433/shop?sslmode=require',
      {
        scheme: 'postgres',
        host: 'db.example.com',
        port: '5433',
        database: 'shop',
        user: 'ana',
        password: 'p@w',
        sslmode: 'require',
      },
    ],
    ['mysql://ana@db/shop', { scheme: 'mysql', host: 'db', database: 'shop', user: 'ana' }],
    [
      'mongodb+srv://ana:pw@c0.example.net/?retryWrites=true',
      { scheme: 'mongodb+srv', host: 'c0.example.net', user: 'ana', password: 'pw', retryWrites: 'true' },
    ],
    ['mongodb://a:1,b:2/x', { scheme: 'mongodb', host: 'a', port: '1', database: 'x' }],
    [
      'amqps://ana:pw@mq.example.com/vhost',
      { scheme: 'amqps', host: 'mq.example.com', path: '/vhost', user: 'ana', password: 'pw', ssl: true },
    ],
    ['redis://:pw@cache:6379/0', { scheme: 'redis', host: 'cache', port: '6379', database: '0', password: 'pw' }],
    [
      'postgres://ana:pw@[::1]:5432/x',
      { scheme: 'postgres', host: '[::1]', port: '5432', database: 'x', user: 'ana', password: 'pw' },
    ],
    [
      'jdbc:postgresql://db:5432/shop?user=ana&password=pw&ssl=true',
      { scheme: 'postgresql', host: 'db', port: '5432', database: 'shop', user: 'ana', password: 'pw', ssl: 'true' },
    ],
    [
      'jdbc:sqlserver://db:1433;databaseName=shop;user=ana;password=pw;encrypt=true',
      { scheme: 'sqlserver', host: 'db', port: '1433', database: 'shop', user: 'ana', password: 'pw', encrypt: 'true' },
    ],
    [
      'jdbc:oracle:thin:ana/pw@//db:1521/ORCL',
      { scheme: 'oracle', host: 'db', port: '1521', database: 'ORCL', user: 'ana', password: 'pw' },
    ],
    ['jdbc:oracle:thin:@db:1521:XE', { scheme: 'oracle', host: 'db', port: '1521', database: 'XE' }],
    [
      'https://ana:pw@a.example.com:8443/x',
      { scheme: 'https', host: 'a.example.com', port: '8443', path: '/x', user: 'ana', password: 'pw', ssl: true },
    ],
  ])('%s', (text, expected) => expect(parts(text)).toEqual(expected))

  it.each([
    [
      'ADO',
      'Server=tcp:db.example.com,1433;Initial Catalog=shop;User Id=ana;Password="p;""w"',
      ['Server=db.example.com', 'port=1433', 'Initial Catalog=shop', 'User Id=ana', 'Password=p;"w'],
    ],
    [
      'ODBC',
      'Driver={ODBC Driver 18};Server=db;UID=ana;PWD={a}}b};',
      ['Driver=ODBC Driver 18', 'Server=db', 'UID=ana', 'PWD=a}b'],
    ],
    [
      'Azure storage',
      'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=a/b+c==;EndpointSuffix=core.windows.net',
      ['DefaultEndpointsProtocol=https', 'AccountName=acme', 'AccountKey=a/b+c==', 'EndpointSuffix=core.windows.net'],
    ],
    [
      'a service bus',
      'Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=k=',
      ['Endpoint=sb://x.servicebus.windows.net/', 'SharedAccessKeyName=root', 'SharedAccessKey=k='],
    ],
    ['libpq', "host=db port=5432 dbname=shop password='p w'", ['host=db', 'port=5432', 'dbname=shop', 'password=p w']],
    ['a query', 'a=1&b=2%203', ['a=1', 'b=2 3']],
  ])('of %s', (_, text, values) => expect(said(text)).toEqual(values))
})

describe('what is no form of ours', () => {
  it.each([
    '',
    '   ',
    'hunter2',
    'a b c',
    'Dear all,\nit works.\nBye',
    '-----BEGIN KEY-----\nAA=1',
    'C:\\x\nD:\\y',
    '{]',
    '"x"',
  ])('%j names nothing', text => expect(readPasted(text)).toBeUndefined())

  it('is more than 64 kB', () => expect(readPasted(`A_B=1\n${'#'.repeat(65_536)}`)).toBeUndefined())
})
