# Makes left.SUFFIX and right.SUFFIX here: bash tar-packages.sh SUFFIX
set -e
pack() { tar --owner=0 --group=0 --numeric-owner --mtime=@1700000000 --sort=name --format=ustar -cf - "$@"; }
for side in left:1.0 right:1.1; do
  version=${side#*:}; out=$PWD/${side%:*}.$1; work=$(mktemp -d); cd "$work"
  case $1 in
    tgz) mkdir -p package/lib; echo "{\"name\": \"demo\", \"version\": \"$version\"}" > package/package.json; echo "// $version" > package/lib/a.js
      pack package | gzip -9n > "$out" ;;
    crate) mkdir demo-1; printf '[package]\nname = "demo"\nversion = "%s"\n' "$version" > demo-1/Cargo.toml; mkdir demo-1/src; echo "// $version" > demo-1/src/lib.rs
      pack demo-1 | gzip -9n > "$out" ;;
    tar.gz) mkdir demo-1; printf 'Metadata-Version: 2.1\nName: demo\nVersion: %s\n' "$version" > demo-1/PKG-INFO; echo "# $version" > demo-1/setup.py
      pack demo-1 | gzip -9n > "$out" ;;
    apk) printf 'pkgname = demo\npkgver = %s\n' "$version" > .PKGINFO; mkdir usr; echo "$version" > usr/a.txt; echo signed > .SIGN.RSA.demo.rsa.pub
      # Signature and control are cut before their end mark, so that the three streams are one archive.
      { pack .SIGN.RSA.demo.rsa.pub | head -c 1024 | gzip -9n; pack .PKGINFO | head -c 1024 | gzip -9n; pack usr | gzip -9n; } > "$out" ;;
    ipk) printf 'Package: demo\nVersion: %s\nArchitecture: all\n' "$version" > control; mkdir usr; echo "$version" > usr/a.txt; echo 2.0 > debian-binary
      pack control | gzip -9n > control.tar.gz; pack usr | gzip -9n > data.tar.gz; pack ./debian-binary ./control.tar.gz ./data.tar.gz | gzip -9n > "$out" ;;
    pkg.tar.zst) printf 'pkgname = demo\npkgver = %s\n' "$version" > .PKGINFO; printf '#mtree\n./.PKGINFO time=1.0 size=%s\n' "${version#1.}" | gzip -9n > .MTREE; mkdir usr; echo "$version" > usr/a.txt
      pack .PKGINFO .MTREE usr | zstd -q > "$out" ;;
    txz) mkdir install usr; echo "demo: demo $version" > install/slack-desc; echo "$version" > usr/a.txt
      pack install usr | xz > "$out" ;;
    gem) printf -- '--- !ruby/object:Gem::Specification\nname: demo\nversion: %s\n' "$version" | gzip -9n > metadata.gz; mkdir lib; echo "# $version" > lib/demo.rb; pack lib | gzip -9n > data.tar.gz
      printf -- '---\nSHA256:\n  metadata.gz: %s\n' "$(sha256sum < metadata.gz | cut -d' ' -f1)" | gzip -9n > checksums.yaml.gz
      tar --owner=0 --group=0 --mtime=@1700000000 --format=ustar -cf "$out" metadata.gz data.tar.gz checksums.yaml.gz ;;
  esac
  cd - > /dev/null; rm -r "$work"
done
