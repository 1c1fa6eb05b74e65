import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { plainText, RichText } from './rich-text.tsx'

const html = (text: string) => render(<RichText text={text} />).container.innerHTML

describe('the text of a connector', () => {
  it('keeps the allowed tags', () => {
    expect(html('a <b>b</b> <i>i</i> <code>c</code><br>d')).toBe('a <b>b</b> <i>i</i> <code>c</code><br>d')
  })

  it('keeps links to http and https only', () => {
    expect(html('<a href="https://x.example/?a=1&amp;b=2">x</a>')).toContain('href="https://x.example/?a=1&amp;b=2"')
    expect(html('<a href="javascript:alert(1)">x</a>')).toBe('x')
    expect(html('<a href=" JaVaScRiPt:alert(1)">x</a>')).toBe('x')
    expect(html('<a onclick="x">x</a>')).toBe('x')
  })

  it('turns everything else into plain text', () => {
    expect(html('<img src=x onerror=alert(1)>')).toBe('&lt;img src=x onerror=alert(1)&gt;')
    expect(html('<script>1</script>')).toBe('&lt;script&gt;1&lt;/script&gt;')
    expect(html('1 < 2 & 3 > 2')).toBe('1 &lt; 2 &amp; 3 &gt; 2')
  })

  it('drops the attributes of what it keeps, and closes what was left open', () => {
    expect(html('<b style="x" onclick="y">a')).toBe('<b>a</b>')
    expect(html('<b><i>a</b></i>')).toBe('<b><i>a</i></b>')
    expect(html('a</b>')).toBe('a')
  })

  it('can be had without tags', () => {
    expect(plainText('a <b>b</b><br>c &amp; d')).toBe('a b c & d')
  })

  it('knows few entities and leaves the others as they are', () => {
    expect(plainText('&lt;a&GT; &euro; &constructor;')).toBe('<a> &euro; &constructor;')
  })
})
