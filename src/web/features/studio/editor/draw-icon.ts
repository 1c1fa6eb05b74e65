import { isValidElement, type ReactNode } from 'react'
import { DRAWINGS, type IconName } from '../../../components/icon-drawings.tsx'

const SVG = 'http://www.w3.org/2000/svg'

/** A drawing of the page for the text editor, whose parts are no React parts. */
export function drawIcon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('aria-hidden', 'true')
  svg.classList.add('fc-icon')
  addParts(svg, DRAWINGS[name])
  return svg
}

function addParts(parent: SVGElement, node: ReactNode): void {
  for (const drawing of Array.isArray(node) ? node : [node]) {
    if (!isValidElement<Record<string, ReactNode>>(drawing)) continue
    const { children, ...attributes } = drawing.props
    if (typeof drawing.type === 'string') parent.append(drawPart(drawing.type, attributes))
    else addParts(parent, children)
  }
}

function drawPart(tag: string, attributes: Record<string, ReactNode>): SVGElement {
  const part = document.createElementNS(SVG, tag)
  for (const [key, value] of Object.entries(attributes)) {
    part.setAttribute(key === 'className' ? 'class' : key, String(value))
  }
  return part
}
