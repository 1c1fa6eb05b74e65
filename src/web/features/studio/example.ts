/** What stands in the editor at first: a form that most services could have. */
export const EXAMPLE = `{
  "input": {
    "type": "object",
    "title": "My service",
    "properties": {
      "url": { "type": "string", "title": "Server URL", "format": "url", "minLength": 1, "propertyOrder": 1 },
      "user": { "type": "string", "title": "User Name", "minLength": 1, "propertyOrder": 2 },
      "password": { "type": "string", "title": "Password", "format": "password", "minLength": 1, "propertyOrder": 3 }
    }
  }
}
`
