# Makes NAME.deb here: bash deb.sh NAME VERSION COMPRESSION
set -e
work=$(mktemp -d); mkdir -p "$work/DEBIAN" "$work/usr/share/demo"
printf 'Package: demo\nVersion: %s\nArchitecture: all\nMaintainer: A B <a@example.org>\nDepends: bash (>= %s), dash\nDescription: a demo\n Two\n lines.\n' "$2" "$2" > "$work/DEBIAN/control"
echo "version $2" > "$work/usr/share/demo/a.txt"; ln -s a.txt "$work/usr/share/demo/b.txt"
printf '#!/bin/sh\necho configured %s\n' "$2" > "$work/DEBIAN/postinst"; chmod 755 "$work/DEBIAN/postinst"
(cd "$work"; md5sum usr/share/demo/a.txt > DEBIAN/md5sums)
SOURCE_DATE_EPOCH=1700000000 dpkg-deb --root-owner-group -Z"$3" --uniform-compression -b "$work" "$1.deb" > /dev/null
rm -r "$work"
