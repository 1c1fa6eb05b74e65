/** These forms are there to be looked at. The handle is what was typed; there is no server to ask, so no `validate`. */
module.exports = {
  connect: (input, output) => output(null, { handle: input }),
}
