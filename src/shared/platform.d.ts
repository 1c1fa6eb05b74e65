/** The few globals that Node and every browser share, so that rooms that run in both need neither's types. */
declare class URL {
  constructor(url: string, base?: string)
  static canParse(url: string, base?: string): boolean
  protocol: string
  username: string
  password: string
  host: string
  hostname: string
  port: string
  pathname: string
  search: string
  hash: string
  readonly origin: string
  href: string
  toString(): string
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}

declare function structuredClone<T>(value: T): T
declare function btoa(data: string): string
