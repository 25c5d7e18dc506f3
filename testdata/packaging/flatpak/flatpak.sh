# Makes NAME.flatpak here: bash flatpak.sh NAME VERSION
set -e
work=$(mktemp -d); mkdir -p "$work/app/files/bin" "$work/app/export" "$work/app/files/share/a b"
printf '[Application]\nname=org.example.Demo\nruntime=org.example.Platform/x86_64/1\nsdk=org.example.Sdk/x86_64/1\ncommand=demo\n\n[Context]\nshared=network;\n' > "$work/app/metadata"
printf '#!/bin/sh\necho %s\n' "$2" > "$work/app/files/bin/demo"; chmod 755 "$work/app/files/bin/demo"
ln -s demo "$work/app/files/bin/link"; echo same > "$work/app/files/share/a b/same.txt"
ostree init --mode=archive --repo="$work/repo"
flatpak build-export --timestamp=2023-11-14T22:13:20Z --subject="Version $2" "$work/repo" "$work/app" stable > /dev/null
flatpak build-bundle "$work/repo" "$1.flatpak" org.example.Demo stable
rm -r "$work"
