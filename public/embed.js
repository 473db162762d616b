// Puts the state of a status page into every <div data-vitrine>; with data-component="slug" that of one component.
(() => {
  const { src } = document.currentScript;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`a{color:inherit;text-decoration:none}a:hover{text-decoration:underline}
i{display:inline-block;width:.7em;height:.7em;margin-inline-end:.5em;border-radius:50%;background:#6e7781}
.operational{background:#1a7f4b}.under_maintenance{background:#0b5bc7}.degraded_performance{background:#b47a00}
.partial_outage{background:#d15704}.major_outage{background:#d1242f}`);

  const start = (host) => {
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const slug = host.dataset.component;
    const url = new URL(`/embed/status.json${slug ? `?component=${encodeURIComponent(slug)}` : ""}`, src);
    let name = "Status";
    const show = (state, message, path) => {
      const link = document.createElement("a");
      const dot = document.createElement("i");
      dot.className = state;
      link.href = new URL(path, src);
      link.append(dot, `${name}: ${message}`);
      root.replaceChildren(link);
    };
    const ask = async () => {
      try {
        const answer = await fetch(url, { cache: "no-cache", signal: AbortSignal.timeout(15000) });
        if (!answer.ok) throw answer.status;
        const said = await answer.json();
        name = said.name;
        show(said.state, said.message, said.path);
      } catch {
        // Whoever does not hear from the page knows nothing of it.
        show("unknown", "status unknown", "/");
      }
    };
    ask();
    setInterval(ask, 60000);
    addEventListener("pageshow", ask);
    document.addEventListener("visibilitychange", ask);
  };

  const all = () => document.querySelectorAll("[data-vitrine]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
  else all();
})();
