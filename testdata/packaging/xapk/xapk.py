# Makes left.xapk and right.xapk here: python3 xapk.py
import io, zipfile
def pack(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content)
    return out.getvalue()
for side, version, languages in (("left", "1", ["de", "fr"]), ("right", "2", ["de", "it"])):
    def apk(kind):
        return pack([("AndroidManifest.xml", b"\3\0\x08\0" + kind.encode()), ("classes.dex", kind.encode()),
            ("assets/text.txt", ("version " + version + "\n").encode())])
    names = ["config." + language for language in languages]
    manifest = '{"xapk_version": 2, "package_name": "org.example.demo", "version_code": "%s", "split_configs": [%s]}' % (
        version, ", ".join('"' + name + '"' for name in names))
    open(side + ".xapk", "wb").write(pack([("org.example.demo.apk", apk("base")), ("manifest.json", manifest)]
        + [(name + ".apk", apk(name)) for name in names]))
