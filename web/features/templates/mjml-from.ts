/** A layout of one column to begin with, with the message that was written so far. */
export function mjmlFrom(html: string): string {
  const text = html.trim() === '' ? '<p></p>' : html.trim();
  return `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>
${text}
        </mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;
}
