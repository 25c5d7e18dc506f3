package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.List;

/** XFS volumes, their superblock as {@code xfs_db} prints it. */
final class XfsComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/xfs", "XFS file system", Signature.magic(0, "XFSB"))
      .refining("filesystem/partition-table");
  private static final String WORDS = "magicnum:x4 blocksize:u4 dblocks:u8 rblocks:u8 rextents:u8 uuid:id logstart:u8 "
      + "rootino:u8 rbmino:u8 rsumino:u8 rextsize:u4 agblocks:u4 agcount:u4 rbmblocks:u4 logblocks:u4 versionnum:x2 "
      + "sectsize:u2 inodesize:u2 inopblock:u2 fname:t12 blocklog:u1 sectlog:u1 inodelog:u1 inopblog:u1 agblklog:u1 "
      + "rextslog:u1 inprogress:u1 imax_pct:u1 icount:u8 ifree:u8 fdblocks:u8 frextents:u8 uquotino:u8 gquotino:u8 "
      + "qflags:x2 flags:x1 shared_vn:u1 inoalignmt:u4 unit:u4 width:u4 dirblklog:u1 logsectlog:u1 logsectsize:u2 "
      + "logsunit:u4 features2:x4 bad_features2:x4 features_compat:x4 features_ro_compat:x4 features_incompat:x4 "
      + "features_log_incompat:x4 crc:x4 spino_align:u4 pquotino:u8 lsn:x8 meta_uuid:id";
  /** What any write changes. */
  private static final List<String> COUNTERS = List.of("icount", "ifree", "fdblocks", "frextents", "crc", "lsn");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    RawSuperblock raw = new RawSuperblock(Struct.big(blob, 0, XfsVolume.SUPERBLOCK, "superblock"));
    List<String> words = List.of(WORDS.split(" "));
    sections.add(Section.text("xfs_db -r -c 'sb 0' -c print {}", raw.text(0, words, "%s = %s", COUNTERS, false)));
    XfsVolume volume = new XfsVolume(blob);
    if (volume.end() > blob.size()) {
      sections.comment("volume of " + volume.end() + " bytes is cut off after " + blob.size());
    }
    UnixTree.tell(volume, sections, members);
    sections.add(Section.text("counters and checksum", raw.text(0, words, "%s = %s", COUNTERS, true)).atLevel(1));
    sections.add(volume.leftovers().slack());
    sections.add(volume.leftovers().unused("blocks of no file", volume.end()));
    sections.add(Slack.blocks(blob, volume.end(), volume.blockSize()));
    Unused.behind(blob, volume.end(), sections);
  }
}
