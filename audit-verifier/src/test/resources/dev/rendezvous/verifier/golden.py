"""Writes the golden export, its checkpoints and their keys from docs/audit/export-format.md and docs/audit/verifying.md alone; no
code of the product is used. Run it in this folder: python3 golden.py (needs openssl)."""
import base64, hashlib, json, struct, subprocess

def text(t):
    if t is None: return struct.pack('>i', -1)
    b = t.encode()
    return struct.pack('>i', len(b)) + b

def digest(e):
    return hashlib.sha256(struct.pack('>q', e['position']) + text(e['id']) + text(e['aggregatetype']) + text(e['aggregateid'])
        + struct.pack('>q', e['sequencenumber']) + text(e['time']) + text(e['type']) + text(e['revision']) + text(e['payload'])
        + text(e['metadata'])).digest()

def event(n):
    meta = {'actor': 'operator-%d' % (n % 3), 'role': 'OPERATOR', 'address': '192.0.2.%d' % n, 'correlationId': 'r-%d' % n,
            'cause': 'OpenAccount'}
    if n == 4: meta = {}
    if n == 5: meta['address'] = 'v1.k7.c2VjcmV0'
    payload = '{"accountId":"viewer-%d","name":"Zo\u00eb \\u2028 \\"%d\\" \U0001F4FA","limits":[1, 2.50,null,true]}' % (n, n)
    if n == 6: payload = 'no json at all'
    return dict(position=n * 2 + n // 4, id='e-%d' % n, aggregatetype=None if n == 3 else 'Account', aggregateid='viewer-%d' % n,
        sequencenumber=n - 1, time='2026-03-01T12:00:%02d.%03dZ' % (n, n), type='dev.rendezvous.api.account.AccountOpened',
        revision=None if n == 2 else '1', payload=payload, metadata=json.dumps(meta, separators=(',', ':')))

def line(n, e, prev, h):
    meta = json.loads(e['metadata'])
    m = [('specversion', '1.0'), ('id', e['id']), ('source', '/rendezvous'), ('type', e['type']),
         ('subject', 'accounts/' + e['aggregateid']), ('time', e['time'])]
    if n != 6: m.append(('datacontenttype', 'application/json'))
    m += [('number', str(n)), ('position', str(e['position'])), ('aggregatetype', e['aggregatetype']),
          ('aggregateid', e['aggregateid']), ('sequencenumber', str(e['sequencenumber'])), ('revision', e['revision']),
          ('actor', meta.get('actor')), ('role', meta.get('role')), ('address', '192.0.2.5' if n == 5 else meta.get('address')),
          ('correlation', meta.get('correlationId')), ('cause', meta.get('cause')), ('metadata', e['metadata']),
          ('prev', prev.hex()), ('hash', h.hex())]
    s = '{' + ','.join(json.dumps(k) + ':' + json.dumps(v, ensure_ascii=False) for k, v in m if v is not None)
    if n == 6: return s + ',"data_base64":"' + base64.b64encode(e['payload'].encode()).decode() + '"}\n'
    return s + ',"data":' + e['payload'] + '}\n'

events = {n: event(n) for n in range(1, 9)}
hashes = [bytes(32)]
for n in range(1, 9): hashes.append(hashlib.sha256(hashes[-1] + digest(events[n])).digest())

with open('golden.ndjson', 'w') as f:
    for n in range(1, 9): f.write(line(n, events[n], hashes[n - 1], hashes[n]))
with open('golden-links.ndjson', 'w') as f:
    f.write(line(1, events[1], hashes[0], hashes[1]))
    f.write('{"skipped":{"from":2,"prev":"%s","digests":[%s]}}\n' % (hashes[1].hex(),
        ','.join('"%s"' % base64.b64encode(digest(events[n])).decode() for n in (2, 3, 4))))
    f.write(line(5, events[5], hashes[4], hashes[5]))
    f.write(line(6, events[6], hashes[5], hashes[6]))
    f.write('{"skipped":{"from":7,"prev":"%s","digests":[%s]}}\n' % (hashes[6].hex(),
        ','.join('"%s"' % base64.b64encode(digest(events[n])).decode() for n in (7, 8))))
    f.write('{"end":{"number":8,"hash":"%s"}}\n' % hashes[8].hex())

subprocess.run('openssl genpkey -algorithm ed25519 -out key.tmp && openssl pkey -in key.tmp -pubout -out golden.pem', shell=True, check=True)
der = subprocess.run('openssl pkey -in key.tmp -pubout -outform DER', shell=True, check=True, capture_output=True).stdout
key = hashlib.sha256(der).hexdigest()[:16]
previous = 'none'
for n in (3, 6):
    body = 'rendezvous audit checkpoint 1\nentries %d\nposition %d\nhash %s\ntime 2026-03-01T13:00:%02d.000Z\nprevious %s\nkey %s\n' % (
        n, events[n]['position'], hashes[n].hex(), n, previous, key)
    open('body.tmp', 'w').write(body)
    subprocess.run('openssl pkeyutl -sign -inkey key.tmp -rawin -in body.tmp -out sig.tmp', shell=True, check=True)
    whole = body + '\nsignature ' + base64.b64encode(open('sig.tmp', 'rb').read()).decode() + '\n'
    open('golden-%d.checkpoint' % n, 'w').write(whole)
    previous = '%d %s' % (n, hashlib.sha256(whole.encode()).hexdigest())
subprocess.run('rm key.tmp body.tmp sig.tmp', shell=True, check=True)
