/**
 * Runs in a page: tries every way in which a page can run code or reach a server, and returns the ways that worked.
 * Includes clicks, and waits for ways that are blocked late. The last segment of each path names the way.
 */
export const attempts = String.raw`async (url) => {
  window.ran = [];
  const refused = new Set();
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.add(effectiveDirective));
  const to = (way) => url + '/attempt/' + way;
  const put = (name, properties) => document.body.appendChild(Object.assign(document.createElement(name), properties));
  const quietly = async (way) => { try { await way(); } catch { /* refused */ } };
  const later = (way) => new Promise((resolve) => setTimeout(() => quietly(way).then(resolve)));

  put('script', { textContent: 'window.ran.push("inline script")' });
  put('div', { innerHTML: '<img src="data:x" onerror="window.ran.push(\'handler\')">' });
  const button = put('button', { type: 'button' });
  button.setAttribute('onclick', 'window.ran.push("click handler")');
  button.click();
  // Run these later: code that runs right away belongs to the test, which may evaluate text.
  await later(() => eval('window.ran.push("eval")'));
  await later(() => new Function('window.ran.push("Function")')());
  await later(() => setTimeout('window.ran.push("timer")'));
  await quietly(() => import('data:text/javascript,window.ran.push("data module")'));
  await quietly(() => import(URL.createObjectURL(new Blob(['window.ran.push("blob module")'], { type: 'text/javascript' }))));
  put('a', { href: 'javascript:void(window.ran.push("link"))' }).click();
  put('iframe', { src: 'javascript:void(window.parent.ran.push("frame"))' });
  put('iframe', { srcdoc: '<script>window.parent.ran.push("srcdoc")<' + '/script>' });

  await quietly(() => fetch(to('fetch'), { mode: 'no-cors' }));
  await quietly(() => { const one = new XMLHttpRequest(); one.open('GET', to('xhr')); one.send(); });
  await quietly(() => navigator.sendBeacon(to('beacon'), 'x'));
  await quietly(() => new EventSource(to('events')));
  await quietly(() => new WebSocket(to('socket').replace('http', 'ws')));
  await quietly(() => new Worker(URL.createObjectURL(new Blob(['fetch("' + to('worker') + '", { mode: "no-cors" })']))));
  await quietly(() => import(to('module')));
  put('script', { src: to('script') });
  put('img', { src: to('img') });
  put('link', { rel: 'stylesheet', href: to('style') });
  put('style', { textContent: '@import "' + to('import') + '"; body { background: url("' + to('background') + '") }' });
  put('div', { style: 'background: url("' + to('inline-style') + '")' });
  await quietly(() => new FontFace('x', 'url("' + to('font') + '")').load());
  put('iframe', { src: to('iframe') });
  put('object', { data: to('object') });
  put('embed', { src: to('embed') });
  put('video', { src: to('video') });
  put('audio', { src: to('audio') });
  put('iframe', { name: 'target' });
  put('form', { action: to('form'), method: 'post', target: 'target' }).submit();
  put('base', { href: url + '/attempt/' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { ran: window.ran.sort(), refused: [...refused].sort() };
}`;
