import './brand-mark.css'

/** The logo: the line between two points. The product's name stands beside it or in `label`. */
export function BrandMark({ size = 24 }: { size?: 24 | 52 }) {
  return (
    <svg className={`brand-mark brand-mark-${size}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect className="brand-ground" width="24" height="24" rx="6.5" />
      <circle className="brand-point" cx="6.8" cy="14.5" r="2.4" />
      <circle className="brand-point" cx="17.2" cy="9.5" r="2.4" />
      <path className="brand-line" d="M8.5 14.5c4 0 3-5 7-5" />
    </svg>
  )
}
