/** Under the path of every return URL, so that a proxy in front treats both alike. No connector has this name. */
export const RETURN_CHECK_PATH = '/oauth/return/-'
