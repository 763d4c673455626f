// <conflict-map src="map.html"><a href="map.html">The map</a></conflict-map>
// A map made with `mapper map … --embed --allow-origin https://this.site`, in a frame that may run scripts and nothing
// else. Its link is shown where scripts do not run.
// Attributes: src, label (of the frame), place (id or name of the place to show).
// Methods:    show(place), filter({ q, from, to, source, country, kind, sure, roles })
// Events:     ready, place, filtered, error; event.detail is the message, as docs/embedding.md has it
class ConflictMap extends HTMLElement {
  static observedAttributes = ["src", "place"];

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(":host{display:block}iframe{display:block;width:100%;height:480px;border:0}");
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.frame = document.createElement("iframe");
    this.frame.setAttribute("sandbox", "allow-scripts");
    this.frame.setAttribute("loading", "lazy");
    this.frame.addEventListener("load", () => {
      this.name(); // what stands between the tags may have come since
      this.send("hello");
    });
    root.append(this.frame);
    this.hear = this.hear.bind(this);
  }

  connectedCallback() {
    this.name();
    window.addEventListener("message", this.hear);
  }

  disconnectedCallback() {
    window.removeEventListener("message", this.hear);
  }

  attributeChangedCallback(name, before, value) {
    if (name === "src") this.frame.src = new URL(value, document.baseURI).href;
    else if (value) this.show(value);
  }

  name() {
    this.frame.title = this.getAttribute("label") || this.textContent.trim() || "Map";
  }

  // The frame has no origin of its own, so that it cannot be named: what is sent is no secret.
  send(type, message = {}) {
    this.frame.contentWindow?.postMessage({ ...message, mapper: 1, type }, "*");
  }

  show(place) {
    this.send("show", { place });
  }

  filter(choice) {
    this.send("filter", choice);
  }

  hear(event) {
    const message = event.data;
    if (event.source !== this.frame.contentWindow || message?.mapper !== 1) return;
    if (message.type === "height") this.frame.style.height = `${Math.min(2000, Number(message.height) || 480)}px`;
    if (message.type === "ready" && this.getAttribute("place")) this.show(this.getAttribute("place"));
    this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
  }
}

customElements.define("conflict-map", ConflictMap);
