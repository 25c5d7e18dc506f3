package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** ISO 9660 images (ECMA-119) with Joliet, Rock Ridge and El Torito. The tree with the best names gives the members. */
final class Iso9660Comparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/iso9660", "ISO 9660 image",
      Signature.magic(32769, "CD001")).refining("filesystem/partition-table");
  private static final int SECTOR = 2048;
  private static final int FIRST = 16;
  private static final int MOST_DESCRIPTORS = 64;

  private record Volume(Struct primary, Struct joliet, Struct boot, long end) {}

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Volume volume = volume(blob);
    Struct primary = volume.primary;
    sections.add(volumeFields(primary).section("isoinfo -d -i {}"));
    if (volume.joliet != null) {
      sections.add(volumeFields(volume.joliet).section("Joliet volume descriptor").atLevel(1));
    }
    if (primary.u32(80) * primary.u16(128) > blob.size()) {
      sections.comment("volume of " + primary.u32(80) + " blocks is cut off after byte " + blob.size());
    }
    FurtherView views = new FurtherView(blob, sections, members);
    IsoSystemArea.tell(blob, sections, views::partition);
    if (isBridge(blob, volume.end)) {
      views.whole("UDF", (into, found) -> UdfComparator.tell(blob, into, found));
    }
    trees(blob, volume, sections, views);
    views.tell();
    Unused.behind(blob, primary.u32(80) * primary.u16(128), sections);
  }

  private static Volume volume(Blob blob) throws IOException {
    Struct primary = null;
    Struct joliet = null;
    Struct boot = null;
    long end = FIRST + 1;
    for (int i = FIRST; i < FIRST + MOST_DESCRIPTORS; i++) {
      Struct descriptor = Struct.little(blob, (long) i * SECTOR, SECTOR, "volume descriptor");
      if (descriptor.u8(0) == 255 || !descriptor.text(1, 5).equals("CD001")) {
        break;
      }
      if (descriptor.u8(0) == 1 && primary == null) {
        primary = descriptor;
      } else if (descriptor.u8(0) == 2 && descriptor.text(88, 2).equals("%/")) {
        joliet = descriptor;
      } else if (descriptor.u8(0) == 0 && descriptor.text(7, 32).startsWith("EL TORITO")) {
        boot = descriptor;
      }
      end = i + 2;
    }
    if (primary == null || primary.u16(128) < 512) {
      throw FormatException.at(FIRST * SECTOR, "no primary volume descriptor");
    }
    return new Volume(primary, joliet, boot, end * SECTOR);
  }

  /** Behind its own descriptors a disc may say that it is a volume of ECMA-167 too, as UDF is (2/9.1). */
  private static boolean isBridge(Blob blob, long end) throws IOException {
    for (long at = end - SECTOR; at <= Math.min(end + SECTOR, blob.size() - SECTOR); at += SECTOR) {
      String id = Struct.little(blob, at, 6, "volume structure").text(1, 5);
      if (id.equals("NSR02") || id.equals("NSR03")) {
        return true;
      }
    }
    return false;
  }

  private static Fields volumeFields(Struct raw) throws FormatException {
    boolean wide = raw.u8(0) == 2;
    Fields fields = new Fields();
    fields.line("CD-ROM is in ISO 9660 format").put("System id", text(raw, 8, 32, wide))
        .put("Volume id", text(raw, 40, 32, wide)).put("Volume set id", text(raw, 190, 128, wide))
        .put("Publisher id", text(raw, 318, 128, wide)).put("Data preparer id", text(raw, 446, 128, wide))
        .put("Application id", text(raw, 574, 128, wide)).put("Copyright File id", text(raw, 702, 37, wide))
        .put("Abstract File id", text(raw, 739, 37, wide)).put("Bibliographic File id", text(raw, 776, 37, wide))
        .put("Volume set size is", raw.u16(120)).put("Volume set sequence number is", raw.u16(124))
        .put("Logical block size is", raw.u16(128)).put("Volume size is", raw.u32(80))
        .put("Volume created", IsoRecord.longTime(raw, 813)).put("Volume modified", IsoRecord.longTime(raw, 830))
        .put("Volume expires", IsoRecord.longTime(raw, 847)).put("Volume effective", IsoRecord.longTime(raw, 864))
        .put("Application use", applicationUse(raw));
    return fields;
  }

  private static String applicationUse(Struct raw) throws FormatException {
    byte[] bytes = raw.bytes(883, 512);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return Slack.isZero(bytes) ? "empty" : text.isBlank() ? "blank" : Attributes.shown(text.stripTrailing()
        .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(Struct raw, int at, int length, boolean wide) throws FormatException {
    return wide ? new String(raw.bytes(at, length & ~1), StandardCharsets.UTF_16BE).replace("\0", "").strip()
        : raw.padded(at, length);
  }

  private static void trees(Blob blob, Volume volume, Sections sections, FurtherView members) throws IOException {
    int blockSize = volume.primary.u16(128);
    Leftovers leftovers = new Leftovers(blob, 0, blockSize);
    leftovers.use(0, volume.end);
    members.use(leftovers);
    ElTorito boot = volume.boot == null ? null : new ElTorito(blob, volume.boot.u32(71));
    IsoTree rock = new IsoTree(blob, blockSize, root(volume.primary), false, true, sections);
    boolean joliet = volume.joliet != null && !rock.hasRockRidge();
    IsoTree best = (joliet ? new IsoTree(blob, blockSize, root(volume.joliet), true, false, sections) : rock)
        .with(boot, leftovers);
    String option = joliet ? "-J " : rock.hasRockRidge() ? "-R " : "";
    try {
      FileTree.tell("isoinfo -l " + option + "-i {}", best::into, sections, members);
    } finally {
      best.times().tell(sections);
      if (boot != null) {
        boot.tell(sections, members);
      }
    }
    if (joliet || rock.hasRockRidge()) {
      names("isoinfo -l -i {}", new IsoTree(blob, blockSize, root(volume.primary), false, false, sections)
          .with(null, leftovers), sections);
    }
    if (volume.joliet != null && !joliet) {
      names("isoinfo -l -J -i {}", new IsoTree(blob, blockSize, root(volume.joliet), true, false, sections)
          .with(null, leftovers), sections);
    }
    IsoPathTable.tell("path table", blob, volume.primary, leftovers, sections);
    if (volume.joliet != null) {
      IsoPathTable.tell("Joliet path table", blob, volume.joliet, leftovers, sections);
    }
    sections.add(leftovers.slack());
    sections.add(leftovers.unused("blocks of no file", volume.primary.u32(80) * blockSize));
  }

  private static Struct root(Struct descriptor) throws FormatException {
    return descriptor.part(156, 34, "root directory record");
  }

  /** Adds the listing of a further tree: it names the same files, so it counts only if nothing better differs. */
  private static void names(String title, IsoTree tree, Sections sections) throws IOException {
    FileTree files = new FileTree();
    tree.into(files);
    List<Row> rows = new ArrayList<>();
    files.entries().forEach(entry -> rows.add(new Row(entry.name(), entry.row(), entry.details())));
    sections.add(Section.listing(title, List.of(), rows).atLevel(1));
  }
}
