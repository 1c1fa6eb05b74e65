/** A person pressed Ctrl-C at a question. The command ends as shells expect it, and says nothing more. */
export class Stopped extends Error {}
