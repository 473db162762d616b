/**
 * What somebody wrote, in its form. `html` must come from `renderMarkdown`, which lets nothing through that could do
 * anything; a text without a form keeps its lines.
 */
export function Prose({ html, text, className = "" }: { html: string | null; text: string; className?: string }) {
  if (html === null) return <p className={`whitespace-pre-line ${className}`}>{text}</p>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made and cleaned by lib/view/render-markdown
  return <div className={`prose ${className}`} dangerouslySetInnerHTML={{ __html: html }} />;
}
