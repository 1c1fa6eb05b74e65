import type { ReactNode } from 'react'

/** Own drawings on a 16 grid; `class="dot"` marks the few filled parts. One meaning per drawing (look.md §9). */
export const DRAWINGS = {
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3.2 3.2" />
    </>
  ),
  accounts: (
    <>
      <circle cx="3.5" cy="8" r="2" />
      <circle cx="12.5" cy="8" r="2" />
      <path d="M5.5 8h5" />
    </>
  ),
  compare: <path d="M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13" />,
  playground: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M2 6h12" />
    </>
  ),
  studio: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1.5" />
      <path d="M8 3v10M4 6h2M4 8.5h2" />
    </>
  ),
  providers: <path d="M8 2.5 14 6 8 9.5 2 6zM2.5 9.5 8 12.8l5.5-3.3" />,
  test: <path d="M1.5 8.5h3l2-5 3 9 2-4h3" />,
  settings: (
    <>
      <path d="M2.5 5H9M12.5 5h1M2.5 11h1M7 11h6.5" />
      <circle cx="10.7" cy="5" r="1.7" />
      <circle cx="5.2" cy="11" r="1.7" />
    </>
  ),
  moon: <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />
    </>
  ),
  system: (
    <>
      <rect x="2" y="3" width="12" height="8" rx="1.5" />
      <path d="M6 13.5h4M8 11v2.5" />
    </>
  ),
  minus: <path d="M3.5 8h9" />,
  plus: <path d="M8 3v10M3 8h10" />,
  down: <path d="m4 6 4 4 4-4" />,
  up: <path d="m4 10 4-4 4 4" />,
  back: <path d="m10 4-4 4 4 4" />,
  forward: <path d="m6 4 4 4-4 4" />,
  check: <path d="M3 8.5 6.4 12 13 4.5" />,
  more: (
    <>
      <circle className="dot" cx="3.5" cy="8" r="1.25" />
      <circle className="dot" cx="8" cy="8" r="1.25" />
      <circle className="dot" cx="12.5" cy="8" r="1.25" />
    </>
  ),
  edit: <path d="m3 13 .6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2" />,
  rename: <path d="M2.5 11.5 5.5 4l3 7.5M3.6 9h3.8M11.5 3v10M10 3h3M10 13h3" />,
  trash: <path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.4 4.5l.7 8.5h5.8l.7-8.5" />,
  done: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.4 8.2 1.8 1.9 3.4-3.9" />
    </>
  ),
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  error: (
    <>
      <path d="M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4z" />
      <path d="M8 5v3.6" />
      <circle className="dot" cx="8" cy="10.9" r=".9" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2.4 14.3 13.4H1.7z" />
      <path d="M8 6.6v3" />
      <circle className="dot" cx="8" cy="11.5" r=".9" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.4v3.5" />
      <circle className="dot" cx="8" cy="5" r=".9" />
    </>
  ),
  eye: (
    <>
      <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="2" />
    </>
  ),
  'eye-off': (
    <>
      <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z" />
      <path d="M3 13 13 3" />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.5" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
    </>
  ),
  external: <path d="M6.5 3.5h-3v9h9v-3M9.5 3H13v3.5M13 3 7.5 8.5" />,
  file: <path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3" />,
  play: <path d="M5 3.5v9l7-4.5z" />,
  upload: <path d="M8 10.5V3M5 5.8 8 2.8l3 3M3 10.5V13h10v-2.5" />,
  code: <path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />,
  key: (
    <>
      <circle cx="5" cy="11" r="2.7" />
      <path d="m7 9 6-6M10.8 5.2l2 2M8.9 7.1l1.3 1.3" />
    </>
  ),
  refresh: (
    <>
      <path d="M13 6.3A5.3 5.3 0 1 0 13.2 9" />
      <path d="M13.3 2.8v3.6H9.7" />
    </>
  ),
  people: (
    <>
      <circle cx="6" cy="5.5" r="2.3" />
      <path d="M1.8 13a4.2 4.2 0 0 1 8.4 0M10.4 3.4a2.3 2.3 0 0 1 0 4.2M11.8 9.4a4.2 4.2 0 0 1 2.6 3.6" />
    </>
  ),
  switch: <path d="M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13" />,
  activity: <path d="M3 3.5h10M3 8h10M3 12.5h6" />,
  health: <path d="M8 13.3 3 8.4a3.1 3.1 0 0 1 5-3.6 3.1 3.1 0 0 1 5 3.6z" />,
  plug: <path d="M6 2v3M10 2v3M4.5 5h7v2.5a3.5 3.5 0 0 1-7 0zM8 11v3" />,
} as const satisfies Record<string, ReactNode>

export type IconName = keyof typeof DRAWINGS
