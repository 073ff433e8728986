import { describe, expect, it } from 'vitest';
import { checkMjml, hideMergeTags } from './mjml.ts';

const page = (column: string) =>
  `<mjml>\n<mj-head><mj-attributes><mj-all padding="0"/><mj-text color="red"/></mj-attributes></mj-head>\n<mj-body>
<mj-section><mj-column>\n${column}\n</mj-column></mj-section></mj-body></mjml>`;

describe('E-2 MJML is checked before it is compiled', () => {
  it.each([
    '<mj-text>Hi {{ record.first_name | default: "you" }},<br>see <b>this</b> &amp; that</mj-text>',
    '<mj-button href="{{ record.website | default: "https://a.example/?b=1&c=2" }}">Go</mj-button>',
    '<mj-text>{% if record.annual_revenue < 5 %}Small{% else %}Large{% endif %}</mj-text>',
    '<!-- a note -->\n<mj-image src="https://a.example/b.png" /><mj-spacer/>',
    '<mj-table><tr><td>1</td></tr></mj-table>',
  ])('%s is fine', (column) => {
    expect(checkMjml(page(column))).toBeNull();
  });

  it.each([
    [page('<mj-txt>Hi</mj-txt>'), 5, '<mj-txt>', 'unknown_element'],
    [page('<mj-text>Hi</mj-txt>'), 5, '<mj-txt>', 'closed_wrongly'],
    [page('\n<mj-text>Hi</p></mj-text>'), 6, '<p>', 'closed_wrongly'],
    [page('<mj-text>{{ record.city |\n default: "" }}\n a < b</mj-text>'), 7, '<mj-text>', 'tag_broken'],
    [page('<mj-include path="/etc/passwd" />'), 5, '<mj-include>', 'no_include'],
    [page('<mj-text><mj-include path="/etc/passwd" /></mj-text>'), 5, '<mj-include>', 'no_include'],
    [page('<mj-section></mj-section>'), 5, '<mj-section>', 'wrong_place'],
    [page('<p>Hi</p>'), 5, '<p>', 'wrong_place'],
    [page('{% if record.city %}<mj-text>Hi</mj-text>{% endif %}'), 5, '<mj-column>', 'stray_text'],
    [page('<mj-text color=red>Hi</mj-text>'), 5, '<mj-text>', 'attribute_broken'],
    [page('<mj-image href="https://a.example" />'), 5, '<mj-image>', 'attribute_missing'],
    [
      page('<mj-social><mj-social-element name="facebook" /></mj-social>'),
      5,
      '<mj-social-element>',
      'attribute_missing',
    ],
    ['<mjml>\n<mj-body>\n<mj-section>', 3, '<mj-section>', 'not_closed'],
    ['<p>Hello</p>', 1, '<p>', 'not_mjml'],
    ['Hello', 1, '', 'not_mjml'],
    ['', 1, '', 'not_mjml'],
    [page(`<mj-text>${'<div>'.repeat(200)}</mj-text>`), 5, '<div>', 'too_deep'],
    ['x'.repeat(200_001), 1, '', 'too_much'],
  ])('%# names line %i and element %s', (source, line, element, why) => {
    expect(checkMjml(source)).toEqual({ kind: 'mjml', line, element, why });
  });

  it('merge tags come back as they were', () => {
    const source = Array.from({ length: 300 }, (_, n) => `{{ n${n} | default: "a > b" }} {%x%} mergetag1z`).join('');
    const { hidden, restore } = hideMergeTags(source);
    expect(hidden).not.toMatch(/["<>{}]/);
    expect(restore(hidden)).toBe(source);
  });
});
