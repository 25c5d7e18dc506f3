# Makes left.whl and right.whl here: the right one has a module that was changed after its RECORD was written
import zipfile
record = "demo.py,sha256=x,4\ndemo-1.dist-info/WHEEL,sha256=x,19\ndemo-1.dist-info/RECORD,,\n"
for side, text in (("left", "one\n"), ("right", "three\n")):
    with zipfile.ZipFile(f"{side}.whl", "w") as archive:
        for name, content in (("demo.py", text), ("demo-1.dist-info/WHEEL", "Wheel-Version: 1.0\n"),
                ("demo-1.dist-info/RECORD", record)):
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content)
