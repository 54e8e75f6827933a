'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = id => document.getElementById(id);
  const items = [...$('steps').children];
  const lanes = [...$('lanes').querySelectorAll('.row')];
  let current = 0;
  let base = null;          // the row to compare with; null: the one before

  // ---- states

  const states = [data.first];
  for (const delta of data.deltas) {
    const state = states[states.length - 1].slice();
    for (let i = 0; i < delta.length; i += 2) state[delta[i]] = delta[i + 1];
    states.push(state);
  }
  const stateOf = row => states[data.steps[row].state];
  const variable = place => place.match(/^\w+/)[0];
  const note = place => data.notes[variable(place)] || '';

  function differing(before, after) {
    const found = [];
    for (let i = 0; i < after.length; i++) if (before[i] !== after[i]) found.push(i);
    return found;
  }

  // ---- elements; text only ever enters as text

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }
  const code = text => element('code', {}, text);
  const cell = (text, style) => element('td', style ? {class: style} : {}, text);

  function table(heads, rows) {
    const head = element('tr', {}, ...heads.map(text => element('th', {scope: 'col'}, text)));
    return element('div', {class: 'box'},
      element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)));
  }

  function show(id, ...children) {
    $(id).replaceChildren(...children);
  }

  // ---- the chosen step

  function name(row) {
    const step = data.steps[row];
    if (!step.action) return 'First state';
    return `Step ${row} of ${data.steps.length - 1}: ${step.thread} takes ${step.action}` + (step.choice ? ' ' + step.choice : '');
  }

  function select(row, options) {
    row = Math.max(0, Math.min(items.length - 1, row));
    mark(current, false);
    current = row;
    mark(row, true);
    const link = items[row].firstElementChild;
    const inside = document.activeElement && $('steps').contains(document.activeElement);
    if (inside || (options && options.focus)) link.focus({preventScroll: true});
    reveal(items[row]);
    if (!options || !options.silent) history.replaceState(null, '', '#step-' + row);
    render();
  }

  function mark(row, here) {
    const link = items[row].firstElementChild;
    if (here) link.setAttribute('aria-current', 'step'); else link.removeAttribute('aria-current');
    lanes[row].classList.toggle('here', here);
  }

  function reveal(item) {
    const box = $('scroll');
    const head = box.firstElementChild.offsetHeight;
    const top = item.offsetTop;
    if (top - head < box.scrollTop) box.scrollTop = top - head - data.row;
    else if (top + 2 * data.row > box.scrollTop + box.clientHeight) box.scrollTop = top + 2 * data.row - box.clientHeight;
  }

  function render() {
    const step = data.steps[current];
    show('title', name(current));
    show('kernel', ...(step.action ? [code(step.function), ' at ', code(step.label)] : []));
    show('note', step.note || '');
    $('previous').disabled = current === 0;
    $('next').disabled = current === items.length - 1;
    renderChanges();
    renderState();
    if (data.ways) renderWays(step);
    renderCode(step);
    renderClaim(step);
    renderPicture(step);
  }

  const from = () => base === null ? Math.max(0, current - 1) : base;

  function renderChanges() {
    const before = stateOf(from());
    const after = stateOf(current);
    const places = differing(before, after);
    if (places.length === 0) {
      show('changes', element('p', {class: 'faint'}, current === 0 && base === null ? 'Nothing yet.' : 'Nothing.'));
      return;
    }
    show('changes', table(['place', 'before', 'after', 'what it is'], places.map(i => element('tr', {},
      element('td', {class: 'place'}, code(data.places[i])), element('td', {}, code(data.texts[before[i]])),
      element('td', {}, element('span', {class: 'changed'}, code(data.texts[after[i]]))), cell(note(data.places[i]), 'faint')))));
  }

  function renderState() {
    const before = stateOf(from());
    const after = stateOf(current);
    const rows = after.map((text, i) => element('tr', before[i] === text ? {} : {class: 'changed'},
      element('td', {class: 'place', title: note(data.places[i])}, code(data.places[i])),
      element('td', {}, code(data.texts[text]))));
    show('state', element('div', {class: 'columns'}, element('table', {}, element('tbody', {}, ...rows))));
  }

  // ---- what else could happen

  function link(row, text) {
    const made = element('a', {href: '#step-' + row}, text);
    made.addEventListener('click', event => { event.preventDefault(); select(row); });
    return made;
  }

  function renderWays(step) {
    const next = data.steps[current + 1] || (data.loop !== undefined ? data.steps[data.loop + 1] : null);
    const ways = data.ways[step.state];
    if (ways.length === 0) {
      show('ways', element('p', {}, 'Nothing: no thread can take a step.'));
      return;
    }
    show('ways', element('div', {class: 'ways'}, ...ways.map(way => {
      const taken = next && next.thread === way.thread && way.text === next.action + (next.choice ? ' ' + next.choice : '');
      const summary = element('summary', taken ? {class: 'taken'} : {}, `${way.thread} ${way.text} `,
        element('span', {class: 'faint'}, way.function));
      if (taken) summary.append(' - the trace goes this way');
      if (way.violates) summary.append(element('span', {class: 'bad'}, ' - violates ' + way.violates.join(', ')));
      if (way.outside) summary.append(element('span', {class: 'faint'}, ' - outside of the model'));
      const body = element('div', {}, ...way.changes.map(change => element('div', {}, code(change))));
      if (way.changes.length === 0) body.append('Changes nothing.');
      if (way.to !== undefined && !taken) body.append(element('p', {}, 'Leads to the state of ', link(way.to, 'step ' + way.to), '.'));
      return element('details', {}, summary, body);
    })));
  }

  // ---- sources

  function source(from, hit, style) {
    const marked = new Set(hit || []);
    return element('div', {class: 'source'}, element('h4', {}, `${from.file}:${from.first}` + (from.name ? ' ' + from.name : '')),
      element('pre', {tabindex: 0, 'aria-label': from.file}, ...from.lines.map((text, i) => element('span',
        {class: 'l' + (marked.has(from.first + i) ? ' ' + style : ''), 'data-n': from.first + i}, text || ' '))));
  }

  function renderCode(step) {
    const sides = [];
    if (step.definition !== undefined) sides.push(element('div', {}, source(data.definitions[step.definition], step.branch, 'run')));
    if (step.java) {
      const parts = step.java.map(each => source(data.methods[each.method], each.lines, 'run'));
      const more = parts.splice(1);
      if (more.length) {
        parts.push(element('details', {class: 'more'},
          element('summary', {}, more.length === 1 ? 'and one more method' : `and ${more.length} more methods`), ...more));
      }
      sides.push(element('div', {}, ...parts));
    }
    $('s-code').hidden = sides.length === 0;
    show('code', element('div', {class: 'sides'}, ...sides));
  }

  // ---- the property

  function claimsAt(row) {
    return data.claims ? data.claims[data.steps[row].state] : [];
  }

  /** The steps after which the part of this number is true, as 3-7, 9. */
  function trueAfter(number) {
    const runs = [];
    data.steps.forEach((each, row) => {
      const claim = data.claims[each.state][number];
      if (!claim || !claim.holds) return;
      const run = runs[runs.length - 1];
      if (run && run[1] === row - 1) run[1] = row; else runs.push([row, row]);
    });
    return runs.map(([a, b]) => a === b ? `${a}` : `${a}-${b}`).join(', ') || 'none';
  }

  function part(claim, number) {
    const words = element('summary', {}, element('b', {class: claim.holds ? 'good' : 'bad'}, claim.holds ? 'true' : 'false'), ' ', code(claim.text));
    if (claim.bound.length) words.append(element('span', {class: 'faint'}, ' for ' + claim.bound.join(', ')));
    const made = element('details', {}, words, ...claim.values.map(value => element('div', {}, code(value))));
    if (data.kind === 'liveness') made.append(element('div', {class: 'faint'}, 'true after steps ' + trueAfter(number)));
    made.open = !claim.holds || data.kind === 'liveness';
    return made;
  }

  function renderClaim(step) {
    $('s-claim').hidden = !data.claim;
    if (!data.claim) return;
    const parts = claimsAt(current);
    const wrong = parts.filter(each => !each.holds);
    const lines = [];
    for (const each of wrong) {
      if (data.claim.file === each.module + '.tla') for (let line = each.first; line <= each.last; line++) lines.push(line);
    }
    const verdict = data.kind === 'liveness' ? 'What it speaks of, in this state:'
      : data.claims && parts.length === 0 ? 'It holds in this state.' : data.claims ? 'It is false in this state, because of:' : '';
    show('claim', source(data.claim, lines, 'false'), element('p', {}, verdict), element('div', {class: 'ways'}, ...parts.map(part)));
  }

  /** The reason in the head of the page. */
  function renderWhy() {
    const wrong = claimsAt(items.length - 1).filter(each => !each.holds);
    if (data.kind === 'liveness' || wrong.length === 0) return;
    show('why', ': ', code(wrong[0].text), ' is false' + (wrong[0].bound.length ? ' for ' + wrong[0].bound.join(', ') : ''),
      ...(wrong[0].values.length ? [', ', code(wrong[0].values[0])] : []));
  }

  // ---- the picture; drawn by the program, with every text escaped

  function renderPicture(step) {
    $('s-picture').hidden = data.panels.length === 0;
    const before = new Set(data.pictures[data.steps[from()].state]);
    $('picture').innerHTML = data.pictures[step.state].map(panel =>
      `<div class="frame${before.has(panel) || from() === current ? '' : ' new'}">${data.panels[panel]}</div>`).join('');
  }

  // ---- filter

  let words = null;
  function wordsOf(row) {
    if (!words) {
      words = data.steps.map((each, i) => {
        const places = i === 0 ? [] : differing(stateOf(i - 1), stateOf(i)).map(place => data.places[place]);
        return [each.thread, each.action, each.choice, each.label, each.function, each.note, ...places].join(' ').toLowerCase();
      });
    }
    return words[row];
  }

  function filter() {
    const wanted = $('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item, row) => {
      const fits = wanted.every(word => wordsOf(row).includes(word));
      item.hidden = !fits;
      lanes[row].style.display = fits ? '' : 'none';
      if (fits) lanes[row].setAttribute('transform', `translate(0,${data.row * shown++})`);
    });
    const drawing = $('lanes');
    drawing.setAttribute('height', Math.max(1, shown) * data.row);
    drawing.setAttribute('viewBox', `0 0 ${drawing.getAttribute('width')} ${Math.max(1, shown) * data.row}`);
    $('matches').textContent = wanted.length ? `${shown} of ${items.length}` : '';
  }

  // ---- keys and mouse

  function move(direction, fits) {
    for (let row = current + direction; row >= 0 && row < items.length; row += direction) {
      if (!items[row].hidden && (!fits || fits(row))) return select(row);
    }
  }
  const sameThread = row => data.steps[row].thread === data.steps[current].thread;

  function compare(row) {
    base = row;
    $('base').value = row === null ? '' : String(row);
    render();
  }

  const keys = {
    ArrowDown: () => move(1), j: () => move(1), ArrowUp: () => move(-1), k: () => move(-1),
    n: () => move(1, sameThread), p: () => move(-1, sameThread),
    Home: () => select(0), End: () => select(items.length - 1),
    c: () => compare(base === null ? current : null),
    '/': () => { $('filter').focus(); $('filter').select(); },
    '?': () => $('help').showModal(),
    Escape: () => { $('filter').value = ''; filter(); select(current, {focus: true}); },
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || $('help').open) return;
    const typing = event.target instanceof Element && event.target.matches('input, select');
    if (typing && !(event.target.id === 'filter' && ['Escape', 'ArrowDown', 'ArrowUp'].includes(event.key))) return;
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  $('steps').addEventListener('click', event => {
    const item = event.target.closest('li');
    if (item) {
      event.preventDefault();
      select(items.indexOf(item), {focus: true});
    }
  });
  $('lanes').addEventListener('click', event => {
    const row = Math.floor((event.clientY - $('lanes').getBoundingClientRect().top) / data.row);
    const shown = items.filter(item => !item.hidden);
    if (shown[row]) select(items.indexOf(shown[row]));
  });
  $('filter').addEventListener('input', filter);
  $('previous').addEventListener('click', () => move(-1));
  $('next').addEventListener('click', () => move(1));
  $('help-button').addEventListener('click', () => $('help').showModal());
  $('base').append(element('option', {value: ''}, 'the step before'),
    ...data.steps.map((each, row) => element('option', {value: String(row)}, row === 0 ? 'first state' : `${row} ${each.thread} ${each.action}`)));
  $('base').addEventListener('change', event => compare(event.target.value === '' ? null : Number(event.target.value)));
  let wasOpen = false;
  addEventListener('beforeprint', () => { wasOpen = $('all').open; $('all').open = true; });
  addEventListener('afterprint', () => { $('all').open = wasOpen; });

  function fromHash() {
    const wanted = /^#step-(\d+)$/.exec(location.hash);
    return wanted ? Number(wanted[1]) : null;
  }
  addEventListener('hashchange', () => { if (fromHash() !== null) select(fromHash()); });

  $('s-ways').hidden = !data.ways;
  renderWhy();
  select(fromHash() ?? Math.min(1, items.length - 1), {silent: true});
})();
