# Makes left-1.0-0.tar.bz2 and right.conda here, one package in both formats but for a file: bash conda-formats.sh
set -e
pack() { tar --owner=0 --group=0 --numeric-owner --mtime=@1700000000 --sort=name --format=ustar -cf - "$@"; }
out=$PWD; work=$(mktemp -d); cd "$work"; mkdir -p info bin
echo '{"name": "demo", "version": "1.0", "build": "0"}' > info/index.json; printf 'bin/demo\n' > info/files
printf '#!/bin/sh\necho one\n' > bin/demo; chmod 755 bin/demo
pack info bin | bzip2 -9 > "$out/left-1.0-0.tar.bz2"
printf '#!/bin/sh\necho two\n' > bin/demo
pack info | zstd -q > info-demo-1.0-0.tar.zst; pack bin | zstd -q > pkg-demo-1.0-0.tar.zst; printf '{"conda_pkg_format_version": 2}' > metadata.json
touch -d @1700000000 *.zst metadata.json; TZ=UTC zip -qX0 "$out/right.conda" metadata.json pkg-demo-1.0-0.tar.zst info-demo-1.0-0.tar.zst
cd "$out"; rm -r "$work"
