/**
 * What somebody wrote, in its form. `html` must come from `renderMarkdown`, which lets nothing through that could do
 * anything; a text without a form keeps its lines. It may be in another language than the page, and run the other way.
 */
export function Prose({ html, text, className = "" }: { html: string | null; text: string; className?: string }) {
  if (html === null) {
    return (
      <p className={`whitespace-pre-line ${className}`} dir="auto">
        {text}
      </p>
    );
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made and cleaned by lib/view/render-markdown
  return <div className={`prose ${className}`} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
