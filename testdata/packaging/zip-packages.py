# Makes left.SUFFIX and right.SUFFIX here: python3 zip-packages.py SUFFIX
import hashlib, sys, zipfile
def make(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content)
kind = sys.argv[1]
for side, version in (("left", "1.0"), ("right", "1.1")):
    metadata = f"Metadata-Version: 2.1\nName: demo\nVersion: {version}\n"
    spec = f'<?xml version="1.0"?>\n<package><metadata><id>Demo</id><version>{version}</version></metadata></package>\n'
    make(f"{side}.{kind}", {
        "whl": [("demo/__init__.py", "VERSION = '" + version + "'\n"), ("demo/extra.py", ""),
            ("demo-1.dist-info/METADATA", metadata), ("demo-1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n"),
            ("demo-1.dist-info/RECORD", "demo/__init__.py,sha256=x,16\n" + ("demo/extra.py,sha256=y,0\n" if side == "left" else "")
             + "demo-1.dist-info/METADATA,sha256=x,46\ndemo-1.dist-info/WHEEL,sha256=x,36\ndemo-1.dist-info/RECORD,,\n")],
        "egg": [("EGG-INFO/PKG-INFO", metadata), ("EGG-INFO/top_level.txt", "demo\n"), ("demo.py", "")],
        "nupkg": [("_rels/.rels", "<Relationships/>"), ("Demo.nuspec", spec), ("lib/a.txt", "")],
        "vsix": [("[Content_Types].xml", "<Types/>"), ("extension.vsixmanifest", spec), ("extension/package.json",
            '{"name": "demo", "version": "%s"}' % version)]}[kind])
