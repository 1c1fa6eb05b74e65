/**
 * Providers of the catalogue of grant whose requests no config.json says, each with the reason. C-4 fails when one is
 * missing here, and when one here could be said by now.
 */
export const UNEXPRESSED: Readonly<Record<string, string>> = {
  concur:
    'Its old token address answers in XML, and wants the code and the secret in the query of a request without a body. XML is read nowhere here (oauth.md §6); its newer addresses are said to speak JSON (unverified).',
  smartsheet:
    'It takes `hash`, the SHA-256 of `<secret>|<code>`, in place of the secret. Names of a config are put in as they are, never calculated with (oauth.md §7); a key for this one service would be read by no other.',
}
