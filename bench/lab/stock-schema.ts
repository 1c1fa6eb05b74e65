/** The form that both sides of `form-js` show. */
export const STOCK_SCHEMA = {
  type: 'object' as const,
  title: 'Depot',
  required: ['url', 'password'],
  properties: {
    url: { type: 'string' as const, title: 'Server URL', minLength: 1 },
    user: { type: 'string' as const, title: 'User' },
    password: { type: 'string' as const, title: 'Password', minLength: 1 },
    parallel: { type: 'number' as const, title: 'Parallel requests', default: 5 },
  },
}
