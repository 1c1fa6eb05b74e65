/** For code that asks for the SDK by its first name: `"types": ["flow-connections/ptc-flow-sdk"]` in tsconfig.json. */
declare module 'ptc-flow-sdk' {
  export * from 'flow-connections/sdk'
}
