# Makes NAME.snap here: bash snap.sh NAME VERSION
set -e
work=$(mktemp -d); mkdir -p "$work/meta" "$work/bin"
printf "name: demo\nversion: '%s'\nsummary: a demo\nbase: core22\nconfinement: strict\narchitectures:\n- all\napps:\n  demo:\n    command: bin/demo\n    plugs:\n    - network\n" "$2" > "$work/meta/snap.yaml"
printf '#!/bin/sh\necho %s\n' "$2" > "$work/bin/demo"; chmod 755 "$work/bin/demo" "$work" "$work"/*; chmod 644 "$work/meta/snap.yaml"
find "$work" -exec touch -h -d @1700000000 {} +
SOURCE_DATE_EPOCH=1700000000 snap pack --filename="$1.snap" "$work" . > /dev/null
rm -r "$work"
