/** Method and path of each call, by its id in docs/openapi.json. */
export const CALLS = {
  readCredentials: ['POST', '/api/v1/credentials/read'],
  resolveInputs: ['POST', '/api/v1/inputs/resolve'],
  declareUses: ['PUT', '/api/v1/uses/{consumer}'],
  getUses: ['GET', '/api/v1/uses/{consumer}'],
  startConnectSession: ['POST', '/api/v1/connect-sessions'],
  claimConnectSession: ['POST', '/api/v1/connect-sessions/claim'],
  applyConnections: ['POST', '/api/v1/connections/apply'],
  switchUses: ['POST', '/api/v1/uses/switch'],
  deleteAccount: ['DELETE', '/api/v1/accounts/{id}'],
  exportConnections: ['GET', '/api/v1/connections'],
} as const
