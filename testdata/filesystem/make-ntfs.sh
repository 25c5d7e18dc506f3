#!/bin/sh
# Makes the fixtures of NTFS; run in this folder, with the right to mount through FUSE. Needs ntfs-3g, wimtools, attr.
set -e
export TZ=UTC
w=$(mktemp -d)
trap 'fusermount -u $w/mnt 2>/dev/null || :; rm -rf $w' EXIT
mkdir -p $w/t/d/e $w/mnt ntfs/files-changed ntfs/metadata
printf 'hello\n' > $w/t/hello.txt; seq 1 300 > $w/t/d/numbers; printf 'same\n' > $w/t/d/e/hello.txt; : > $w/t/empty
ln -s hello.txt $w/t/link
find $w/t -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +
truncate -s 1200K $w/left; mkntfs -F -q -s 512 -c 4096 -L one $w/left > /dev/null 2>&1
wimlib-imagex capture $w/t $w/t.wim > /dev/null 2>&1; wimlib-imagex apply $w/t.wim 1 $w/left > /dev/null 2>&1
change() { # IMAGE COMMANDS: runs them in the mounted volume
  ntfs-3g -o compression,streams_interface=xattr $1 $w/mnt; (cd $w/mnt; eval "$2"); fusermount -u $w/mnt; sync
}
change $w/left 'mkdir packed; setfattr -h -v 0x00080000 -n system.ntfs_attrib packed; seq 1 9000 > packed/numbers
  setfattr -n user.note -v "a stream" hello.txt; ln d/numbers again; truncate -s 500K sparse; echo end >> sparse
  touch -d "2022-01-01 00:00:00 UTC" packed packed/numbers sparse .'
cp $w/left $w/right
change $w/right 'sed -i s/^4444$/4445/ packed/numbers; setfattr -n user.note -v "b stream" hello.txt
  printf "same!\n" > d/e/hello.txt; touch -d "2022-01-01 00:00:00 UTC" packed packed/numbers d/e/hello.txt'
cp $w/left $w/other
change $w/other 'setfattr -h -v 0x21000000 -n system.ntfs_attrib empty; mv d/e d/f; rm again
  touch -d "2022-01-01 00:01:02 UTC" d d/numbers; ln -sfn d/numbers link
  setfattr -h -n system.ntfs_acl -v 0x$(getfattr -h --only-values -n system.ntfs_acl sparse | xxd -p | tr -d "\n" | sed s/20020000/21020000/) sparse'
ntfslabel -f $w/other two > /dev/null 2>&1
for p in files-changed:right metadata:other; do
  gzip -9n < $w/left > ntfs/${p%:*}/left.ntfs.gz; gzip -9n < $w/${p#*:} > ntfs/${p%:*}/right.ntfs.gz
  echo "Made by ../../make-ntfs.sh (ntfs-3g 2022.10.3, wimlib 1.13.6)." > ntfs/${p%:*}/made-by.txt
done
