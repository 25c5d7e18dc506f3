# Makes left.tar and right.tar: python3 image.py layout|docker-save FOLDER
import hashlib, io, json, sys, tarfile
def tar(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            entry.mtime = 1700000000
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()
def sha(content):
    return hashlib.sha256(content).hexdigest()
def image(kind, version, env):
    layers = [tar([("etc/os-release", b"NAME=demo\n"), ("app/a.txt", b"a\n")]),
              tar([("app/.wh.a.txt", b""), ("app/b.txt", b"version " + version + b"\n")])]
    config = json.dumps({"architecture": "amd64", "os": "linux",
        "config": {"Env": ["PATH=/bin", "MODE=" + env], "Cmd": ["/app/run"], "Labels": {"version": version.decode()}},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + sha(layer) for layer in layers]},
        "history": [{"created": "2024-01-01T00:00:00Z", "created_by": "COPY . /"},
                    {"created": "2024-01-01T00:00:00Z", "created_by": "RUN rm /app/a.txt"}]}).encode()
    if kind == "docker-save":
        ids = [sha(b"id" + layer) for layer in layers]
        files = []
        for id, layer in zip(ids, layers):
            files += [(id + "/VERSION", b"1.0"), (id + "/json", json.dumps({"id": id}).encode()), (id + "/layer.tar", layer)]
        return tar(files + [(sha(config) + ".json", config), ("manifest.json", json.dumps([{"Config": sha(config) + ".json",
            "RepoTags": ["demo:" + version.decode()], "Layers": [id + "/layer.tar" for id in ids]}]).encode())])
    blobs = {sha(layer): layer for layer in layers} | {sha(config): config}
    def descriptor(media, content, **more):
        return {"mediaType": "application/vnd.oci.image." + media, "digest": "sha256:" + sha(content),
                "size": len(content), **more}
    manifest = json.dumps({"schemaVersion": 2, "config": descriptor("config.v1+json", config),
        "layers": [descriptor("layer.v1.tar", layer) for layer in layers]}).encode()
    blobs[sha(manifest)] = manifest
    index = {"schemaVersion": 2, "manifests": [descriptor("manifest.v1+json", manifest,
        annotations={"org.opencontainers.image.ref.name": version.decode()})]}
    return tar([("oci-layout", b'{"imageLayoutVersion": "1.0.0"}'), ("index.json", json.dumps(index).encode())]
        + [("blobs/sha256/" + name, content) for name, content in sorted(blobs.items())])
kind, folder = sys.argv[1:]
open(folder + "/left.tar", "wb").write(image(kind, b"1.0", "fast"))
open(folder + "/right.tar", "wb").write(image(kind, b"1.1", "slow"))
