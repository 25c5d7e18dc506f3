# Packs fixtures: an app with a signing block of scheme 2 before its directory (values are made up, the certificate is real).
import struct, sys, zipfile, io
def p(b): return struct.pack('<I', len(b)) + b
side, cert, base, out = sys.argv[1:]
right = side == 'right'
def archive(path, files):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, data in files:
            i = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)); i.compress_type = zipfile.ZIP_DEFLATED; i.external_attr = 0o644 << 16; i.create_system = 3
            z.writestr(i, data)
rd = lambda n: open(base + '/' + n, 'rb').read()
manifest, arsc = rd(side + '/AndroidManifest.xml'), rd(side + '/resources.arsc')
dex = rd('../dex/' + ('b' if right else 'a') + '.dex')
apk = out + '/android-apk/signed/' + side + '.apk'
archive(apk, [('AndroidManifest.xml', manifest), ('classes.dex', dex), ('resources.arsc', arsc)])
data = open(apk, 'rb').read(); at = data.rindex(b'PK\5\6'); start = struct.unpack('<I', data[at + 16:at + 20])[0]
digest = bytes([1 if right else 0] * 32)
signed = p(p(struct.pack('<I', 0x0103) + p(digest))) + p(p(open(cert, 'rb').read())) + p(b'')
signer = p(signed) + p(p(struct.pack('<I', 0x0103) + p(bytes([7 if right else 5] * 16)))) + p(b'key')
v2 = p(p(signer)); pair = struct.pack('<QI', len(v2) + 4, 0x7109871a) + v2
size = len(pair) + 24; block = struct.pack('<Q', size) + pair + struct.pack('<Q', size) + b'APK Sig Block 42'
open(apk, 'wb').write(data[:start] + block + data[start:at + 16] + struct.pack('<I', start + len(block)) + data[at + 20:])
jar = io.BytesIO(); archive(jar, [('META-INF/MANIFEST.MF', b'Manifest-Version: 1.0\r\n')])
archive(out + '/android-aar/library/' + side + '.aar', [('AndroidManifest.xml', b'<manifest package="demo"/>\n'), ('classes.jar', jar.getvalue()), ('R.txt', b'int string title 0x1\n' if right else b'')])
archive(out + '/android-aab/bundle/' + side + '.aab', [('BundleConfig.pb', b'\x0a\x06\x12\x041.1' + (b'6' if right else b'5')), ('base/manifest/AndroidManifest.xml', b'\x0a\x02'), ('base/dex/classes.dex', dex)])
