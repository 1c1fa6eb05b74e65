/** Stands in for `react-is` in the page: RJSF asks it whether a widget that is no function is a component, and ours are functions. */
const isNever = () => false

export default { isForwardRef: isNever, isMemo: isNever }
