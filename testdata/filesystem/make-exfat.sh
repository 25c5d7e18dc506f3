#!/bin/sh
# Makes the fixture of exFAT: two volumes with another label. Needs exfatprogs.
set -e
cd "$(dirname "$0")/exfat/label"
truncate -s 1M left.img
mkfs.exfat -n ONE -b 4K -c 4K left.img > /dev/null
cp left.img right.img
exfatlabel right.img TWO > /dev/null
