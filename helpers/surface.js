// Puts a frame on the page and reports what the learner did. It knows nothing of cancer.
//
// The model holds `frame` (HTML with empty [data-region] places) and one trait of HTML per region, `<region>_html`. A change
// replaces only what differs inside its region, so focus, scroll position and open sections stay. Anything
// with data-name and data-value, and any control with data-name, reports {name, value} to the kernel.

const TYPING = 300; // ms of silence before a text field reports
const NARROW = 640; // px of frame below which a picture may choose its narrow form
const PATIENCE = 5000; // ms before we say that the kernel does not answer
const LARGEST = 2e6; // bytes of a file that the learner gives
const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';
const PART = '[role=button][data-name]';

const key = (node) => node.dataset?.key ?? node.dataset?.value;
const isChart = (node) => node.hasAttribute?.('data-chart'); // plotly owns what is inside: never make one of another node
const same = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && key(a) === key(b) && isChart(a) === isChart(b);

/** Is this attribute the browser's or the learner's to change, not the kernel's? */
const kept = (node, name) =>
  name === 'tabindex' || name === 'data-lm-suppress-shortcuts' || (name === 'open' && node.localName === 'details')
  || (node.hasAttribute('data-chart') && (name === 'class' || name === 'style' || name === 'data-drawn'));

/** Take a node off the page, and what plotly holds for a chart inside it. */
function discard(node) {
  if (node.nodeType === Node.ELEMENT_NODE && globalThis.Plotly) {
    for (const chart of [node, ...node.querySelectorAll('*')]) if (chart.hasAttribute('data-drawn')) globalThis.Plotly.purge(chart);
  }
  node.remove();
}

/** Make `a` equal to `b`, keeping every node that can stay. `waiting`: the learner is ahead of `b`, keep what is typed or chosen. */
function morph(a, b, waiting) {
  for (const { name } of [...a.attributes]) if (!b.hasAttribute(name) && !kept(a, name)) a.removeAttribute(name);
  for (const { name, value } of b.attributes) {
    if (a.getAttribute(name) !== value && !(kept(a, name) && a.hasAttribute(name))) a.setAttribute(name, value);
  }
  if (a.hasAttribute('data-chart')) return; // plotly draws inside
  const old = [...a.childNodes];
  const next = [...b.childNodes];
  next.forEach((node, i) => {
    if (!old[i]) a.append(node);
    else if (!same(old[i], node)) { old[i].before(node); discard(old[i]); }
    else if (node.nodeType !== Node.ELEMENT_NODE) old[i].data = node.data;
    else morph(old[i], node, waiting);
  });
  old.slice(next.length).forEach(discard);
  if (a.localName === 'input' && !waiting) {
    a.checked = b.hasAttribute('checked');
    if (a !== document.activeElement && a.type !== 'radio') a.value = b.getAttribute('value') ?? '';
  } else if (a.localName === 'select' && !waiting) {
    a.value = b.querySelector('option[selected]')?.value ?? a.value;
  }
  if (a.type === 'range') tell(a);
}

/** The option [value, words] at which a slider stands. */
const option = (slider) => JSON.parse(slider.dataset.options)[slider.value];

/** Say in words where a slider stands; while the learner moves it, that is ahead of what the kernel last sent. */
function tell(slider) {
  const [, words] = option(slider);
  slider.setAttribute('aria-valuetext', words);
  slider.closest('.mbc-slider').querySelector('output').textContent = words;
}

/** One tab stop per picture; arrows move among its parts. */
function rove(el) {
  for (const picture of el.querySelectorAll('svg')) {
    const parts = [...picture.querySelectorAll(PART)];
    const stop = parts.find((p) => p === document.activeElement)
      ?? parts.find((p) => p.getAttribute('aria-pressed') === 'true') ?? parts[0];
    for (const part of parts) part.setAttribute('tabindex', part === stop ? 0 : -1);
  }
}

function step(part, key) {
  const parts = [...part.ownerSVGElement.querySelectorAll(PART)];
  const at = parts.indexOf(part);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: parts.length - 1 }[key];
  if (to === undefined) return false;
  const target = parts[(to + parts.length) % parts.length];
  parts.forEach((p) => p.setAttribute('tabindex', p === target ? 0 : -1));
  target.focus();
  return true;
}

// ---- plotly, at most once a page ----

async function unpack(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).blob();
}

async function load(model) {
  const shared = await model.widget_manager.get_model(model.get('library').replace('IPY_MODEL_', ''));
  const code = await unpack(shared.get('code'));
  const script = document.createElement('script');
  script.src = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  await new Promise((ready, failed) => {
    script.onload = ready;
    script.onerror = () => failed(new Error('The chart library did not load. The numbers stand in the table.'));
    document.head.append(script);
  }).finally(() => URL.revokeObjectURL(script.src));
  return globalThis.Plotly;
}

/** The library, loaded once a page; a load that failed is tried again with the next chart. */
function plotly(model) {
  globalThis.mbcPlotly ??= load(model).catch((error) => {
    delete globalThis.mbcPlotly;
    throw error;
  });
  return globalThis.mbcPlotly;
}

/** A color named by role, var(--mbc-...), as the color it has here and now. */
function resolver(el) {
  const probe = el.querySelector('.mbc').appendChild(document.createElement('i'));
  const known = {};
  const color = (name) => {
    probe.style.color = name;
    return (known[name] ??= getComputedStyle(probe).color);
  };
  return [(_, value) => (typeof value === 'string' && value.startsWith('var(--') ? color(value) : value), () => probe.remove()];
}

async function draw(model, el) {
  if (!model.get('figure')) return;
  const library = await plotly(model);
  const [chart, figure] = [el.querySelector('[data-chart]'), model.get('figure')];
  if (!chart || !figure || !el.isConnected) return; // the learner has moved on
  const [resolve, done] = resolver(el);
  const { data, layout } = JSON.parse(figure, resolve);
  done();
  await library.react(chart, data, layout, { displayModeBar: false, responsive: true });
  chart.setAttribute('data-drawn', '');
}

// ---- taking the picture and the rows away ----

const SVG = 'http://www.w3.org/2000/svg';
const PAINT = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stroke-opacity',
  'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'transform', 'display', 'visibility', 'color'];

/** The picture as a file that looks the same outside the page: computed styles written into it. */
function standalone(svg) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((node, i) => {
    const style = getComputedStyle(from[i]);
    node.setAttribute('style', PAINT.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'));
  });
  const { x, y, width, height: drawn } = svg.viewBox.baseVal;
  const frame = svg.closest('.mbc');
  const { backgroundColor, color, fontFamily } = getComputedStyle(frame);
  const size = Math.max(width / 60, 9);
  const lines = footer(frame).flatMap((words) => wrapped(words, (1.8 * width) / size));
  const height = drawn + (1.5 * lines.length + 1) * size;
  const ground = (top, tall) => part('rect', { x, y: top, width, height: tall, fill: backgroundColor });
  copy.prepend(ground(y, height));
  copy.append(ground(y + drawn, height - drawn), ...lines.map((words, row) => part('text', {
    x: x + size, y: y + drawn + 1.5 * (row + 1) * size, fill: color, 'font-size': size, 'font-family': fontFamily,
  }, words)));
  for (const [name, value] of Object.entries({ xmlns: SVG, width, height, viewBox: `${x} ${y} ${width} ${height}` })) {
    copy.setAttribute(name, value);
  }
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/** What a picture must say of itself when it leaves the page: title, words, sources, review status. */
function footer(frame) {
  const text = (selector) => frame.querySelector(selector)?.textContent.trim() ?? '';
  const sources = [...frame.querySelectorAll('.mbc-source-id')].map((id) => id.textContent);
  const cited = sources.length ? `Sources: ${sources.join(', ')}.` : '';
  return [frame.getAttribute('aria-label'), text('[data-region=words]'), cited, text('.mbc-status')].filter(Boolean);
}

/** Words in lines of at most `room` letters. */
function wrapped(words, room) {
  return words.split(/\s+/).reduce((lines, word) => {
    const longer = `${lines.at(-1)} ${word}`.trim();
    return longer.length <= room ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, ['']);
}

function part(name, attributes, words = '') {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = words;
  return node;
}

async function painted({ text, width, height }) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width, height: 2 * height });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

/** The rows as CSV; a cell that a spreadsheet would run as a formula is kept as text. */
function rows(tables) {
  const cell = (text) => `"${text.trim().replace(/^(?=[=+@]|-(?!\d*\.?\d+$))/, "'").replaceAll('"', '""')}"`;
  const lines = (table) => [...table.rows].map((row) => [...row.cells].map((c) => cell(c.textContent)).join(','));
  return [...tables].map((table) => [cell(table.caption?.textContent ?? ''), ...lines(table)].join('\r\n')).join('\r\n\r\n');
}

async function file(el, kind) {
  if (kind === 'csv') return new Blob(['\ufeff', rows(el.querySelectorAll('[data-region=table] table'))], { type: 'text/csv' });
  const still = el.querySelector('.mbc-paper-only svg'); // of a chart, whose own layers are no file
  const picture = standalone(still ?? el.querySelector('[data-region=picture] svg'));
  return kind === 'png' ? painted(picture) : new Blob([picture.text], { type: 'image/svg+xml' });
}

async function save(el, kind) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await file(el, kind));
  link.download = `${el.querySelector('[data-file]').dataset.file}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000); // some browsers read it after the click
}

/** Print one frame as a sheet of its own, whatever page it stands on. */
function print(root, css) {
  const sheet = document.createElement('iframe');
  sheet.title = 'Print';
  sheet.style.cssText = 'position:fixed;width:0;height:0;border:0';
  sheet.addEventListener('load', () => {
    const page = sheet.contentDocument;
    page.title = root.getAttribute('aria-label');
    page.head.append(Object.assign(page.createElement('style'), { textContent: css }));
    page.body.append(page.importNode(root, true));
    page.querySelectorAll('.mbc-card, [data-region=sources] details').forEach((details) => { details.open = true; });
    sheet.contentWindow.addEventListener('afterprint', () => setTimeout(() => sheet.remove()));
    sheet.contentWindow.print();
  }, { once: true });
  document.body.append(sheet);
}

// ---- the widget ----

function render({ model, el }) {
  el.innerHTML = model.get('frame');
  const root = el.firstElementChild;
  const places = [...el.querySelectorAll('[data-region]')];
  const ended = new AbortController();
  const listen = (target, type, action) => target.addEventListener(type, action, { signal: ended.signal });
  let typing, waiting;
  let unanswered = 0; // what was reported and not yet answered

  const say = (words) => { el.querySelector('[data-waiting]').textContent = words; };
  const report = (node, value) => {
    clearTimeout(waiting);
    try {
      model.send({ name: node.dataset.name, value });
      unanswered += 1;
      waiting = setTimeout(() => say(root.dataset.patience), PATIENCE);
    } catch { // the kernel was shut down
      say(root.dataset.patience);
    }
  };
  const given = async (input) => {
    const [chosen] = input.files;
    if (!chosen) return;
    if (chosen.size > LARGEST) throw new Error('This file is too large to be one of yours.');
    report(input, await chosen.text());
    input.value = ''; // so that the same file can be chosen again
  };
  const redraw = () => draw(model, el).catch((error) => say(error.message));

  const update = (place, html) => {
    const inside = place.contains(document.activeElement) ? document.activeElement : null;
    const next = document.createElement('template');
    next.innerHTML = html;
    const wanted = place.cloneNode(false);
    wanted.append(next.content);
    morph(place, wanted, unanswered > 0);
    rove(place);
    for (const node of el.querySelectorAll(FOCUSABLE)) node.setAttribute('data-lm-suppress-shortcuts', 'true');
    if (inside && !inside.isConnected) {
      const { name, value } = inside.dataset;
      const twins = place.querySelectorAll(`[data-name="${CSS.escape(name ?? '')}"][data-value="${CSS.escape(value ?? '')}"]`);
      const again = [...twins].find((node) => node.checkVisibility());
      queueMicrotask(() => { // when the regions that changed with this one are there too
        const next = again ?? el.querySelector(`[data-home~="${CSS.escape(name ?? '-')}"]`) ?? place.querySelector('[data-home]')
          ?? place.querySelector(FOCUSABLE) ?? el.querySelector('[data-region=words]');
        next.focus({ preventScroll: true });
        (next.querySelector('legend') ?? next).scrollIntoView({ block: 'nearest' });
      });
    }
  };

  // One message may change several traits, in any order: bring in the regions first, then the chart inside one.
  const shown = {};
  const changed = (name) => shown[name] !== model.get(name) && ((shown[name] = model.get(name)), true);
  const refresh = () => {
    const heard = model.get('turn') - (shown.turn ?? model.get('turn'));
    if (changed('turn') && heard) {
      unanswered = Math.max(unanswered - heard, 0);
      if (!unanswered) { clearTimeout(waiting); say(''); }
    }
    for (const place of places) {
      const name = `${place.dataset.region}_html`;
      // what was refused looks done on the page, though the region did not change: set its controls right
      if (changed(name) || (heard && !unanswered && place.querySelector('input, select'))) update(place, shown[name]);
    }
    if (changed('figure')) redraw();
  };
  refresh();
  model.on('change', refresh);

  const room = new ResizeObserver(() => {
    const narrow = root.clientWidth < NARROW;
    if (!root.clientWidth || narrow === model.get('narrow')) return;
    model.set('narrow', narrow);
    model.save_changes();
  });
  room.observe(root);

  listen(el, 'click', ({ target }) => {
    const chosen = target.closest('button[data-name], [role=button][data-name]');
    if (chosen) report(chosen, chosen.dataset.value);
    const wanted = target.closest('[data-save]');
    if (wanted) save(el, wanted.dataset.save).catch((error) => say(error.message));
    if (target.closest('[data-print]')) print(root, model.get('_css'));
  });
  listen(el, 'change', ({ target }) => {
    if (!target.dataset.name) return;
    clearTimeout(typing);
    if (target.type === 'file') given(target).catch((error) => say(error.message));
    else report(target, target.type === 'range' ? option(target)[0] : target.value);
  });
  listen(el, 'input', ({ target }) => {
    if (target.type === 'range') tell(target);
    if (target.type !== 'search' || !target.dataset.name) return;
    clearTimeout(typing);
    typing = setTimeout(() => report(target, target.value), TYPING);
  });
  listen(el, 'submit', (event) => event.preventDefault());
  listen(el, 'keydown', (event) => {
    const part = event.target.closest(PART);
    if (!part?.ownerSVGElement || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') report(part, part.dataset.value);
    else if (!step(part, event.key)) return;
    event.preventDefault();
  });

  // Charts hold literal colors: draw them again when light turns dark. Paper shows what is folded away.
  const theme = new MutationObserver(redraw);
  theme.observe(document.body, { attributeFilter: ['data-jp-theme-light'] });
  listen(matchMedia('(prefers-color-scheme: dark)'), 'change', redraw);
  listen(globalThis, 'beforeprint', () => el.querySelectorAll('details:not([open])').forEach((d) => { d.open = true; d.dataset.folded = ''; }));
  listen(globalThis, 'afterprint', () => el.querySelectorAll('details[data-folded]').forEach((d) => { d.open = false; delete d.dataset.folded; }));

  return () => {
    ended.abort();
    theme.disconnect();
    room.disconnect();
    clearTimeout(typing);
    clearTimeout(waiting);
    places.forEach(discard);
  };
}

export default { render };
