# Makes NAME.deb of the old format here: bash deb-old.sh NAME VERSION
set -e
work=$(mktemp -d); mkdir -p "$work/DEBIAN" "$work/usr/share/demo"
printf 'Package: demo\nVersion: %s\nArchitecture: all\nMaintainer: A B <a@example.org>\nDescription: a demo\n' "$2" > "$work/DEBIAN/control"
echo "version $2" > "$work/usr/share/demo/a.txt"
SOURCE_DATE_EPOCH=1700000000 dpkg-deb --root-owner-group -Zgzip --deb-format=0.939000 -b "$work" "$1.deb" > /dev/null
rm -r "$work"
