package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.wim.DirectoryEntry;
import io.github.jdiffscope.codec.wim.ResourceStream;
import io.github.jdiffscope.codec.wim.WimImage;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Windows images: the files of every image; contents where they are stored, LZX or XPRESS. */
final class WimComparator implements FormatComparator {
  private static final int METADATA_LIMIT = 256 << 20;
  private static final int XML_LIMIT = 16 << 20;
  private static final long EPOCH_SECONDS = 11_644_473_600L;
  private static final long TICKS = 10_000_000L;
  private static final Format FORMAT = Format.of("archive/wim", "Windows image", Signature.magic(0, WimImage.MAGIC));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    WimImage image = WimImage.read(blob);
    sections.add(Section.text("image header", header(image)));
    if (image.xml().size() > 0 && image.xml().size() <= XML_LIMIT && !image.xml().isCompressed()) {
      byte[] xml = blob.bytes(image.xml().offset(), (int) image.xml().size());
      sections.add(Section.text("image information", new String(xml, StandardCharsets.UTF_16LE).replace("\uFEFF", "")
          .replace("><", ">\n<") + '\n').atLevel(1));
    }
    sections.add(CompressedMember.compressed(blob));
    Map<String, WimImage.Resource> bySha1 = new HashMap<>();
    image.resources().forEach(resource -> bySha1.putIfAbsent(resource.sha1(), resource));
    int number = 0;
    for (WimImage.Resource resource : image.resources()) {
      if (resource.isMetadata()) {
        number++;
        describe(blob, image, resource, number, bySha1, sections, members);
      }
    }
  }

  private static String header(WimImage image) {
    return "version: " + image.version() + "\ncompression: " + image.compression() + "\nchunks: " + image.chunkSize()
        + " bytes\nGUID: " + image.guid() + "\npart: " + image.part() + " of " + image.parts() + "\nimages: "
        + image.images() + "\nboot image: " + image.bootImage() + '\n';
  }

  private static void describe(Blob blob, WimImage image, WimImage.Resource metadata, int number,
      Map<String, WimImage.Resource> bySha1, Sections sections, MemberSink members) throws IOException {
    byte[] bytes;
    if (metadata.size() > METADATA_LIMIT) {
      throw FormatException.at(metadata.offset(), "metadata of " + metadata.size() + " bytes are too large");
    }
    try (InputStream content = Decompressors.guarded(image.compression(),
        () -> ResourceStream.open(blob, image, metadata))) {
      bytes = content.readNBytes(METADATA_LIMIT);
    }
    List<DirectoryEntry> entries = DirectoryEntry.read(bytes);
    List<Row> rows = new ArrayList<>(entries.size());
    entries.forEach(entry -> rows.add(row(entry, bySha1.get(entry.sha1()))));
    sections.add(Section.listing("file list of image " + number, List.of(), rows));
    if (members.wanted()) {
      unpack(blob, image, number == 1 ? "" : "image " + number + '/', entries, bySha1, sections, members);
    }
  }

  private static Row row(DirectoryEntry entry, WimImage.Resource content) {
    int bits = entry.attributes();
    String letters = (entry.isFolder() ? "d" : (bits & 0x400) != 0 ? "l" : "-") + ((bits & 1) != 0 ? "r" : "-")
        + ((bits & 2) != 0 ? "h" : "-") + ((bits & 4) != 0 ? "s" : "-") + ((bits & 0x20) != 0 ? "a" : "-");
    Instant written = time(entry.written());
    StringBuilder text = new StringBuilder(letters);
    text.append(new ListRow().padded(content == null ? "0" : Long.toString(content.size()), 10).time(written)
        .named(entry.path(), "", null));
    List<Detail> details = List.of(
        new Detail("", String.format(Locale.ROOT, "attributes 0x%x", bits)),
        new Detail("", "security descriptor " + entry.security()),
        new Detail("", "created " + ExtraFields.time(time(entry.created()))),
        new Detail("", "accessed " + ExtraFields.time(time(entry.accessed()))),
        new Detail("", written.getNano() % 1000 + " ns"),
        new Detail("", entry.streams() + " streams"));
    return new Row(entry.path(), text.toString(), details);
  }

  private static Instant time(long ticks) {
    return Instant.ofEpochSecond(Math.floorDiv(ticks, TICKS) - EPOCH_SECONDS, Math.floorMod(ticks, TICKS) * 100);
  }

  private static void unpack(Blob blob, WimImage image, String prefix, List<DirectoryEntry> entries,
      Map<String, WimImage.Resource> bySha1, Sections sections, MemberSink members) throws IOException {
    Counted unreadable = new Counted();
    for (DirectoryEntry entry : entries) {
      if (entry.isFolder()) {
        continue;
      }
      String name = prefix + entry.path();
      WimImage.Resource content = bySha1.get(entry.sha1());
      boolean empty = content == null && entry.sha1().chars().allMatch(c -> c == '0');
      if (empty) {
        members.file(name, blob.location().slice(0, 0));
      } else if (content == null) {
        unreadable.add("content of " + ShownName.of(name) + " is in no resource here");
        members.unreadable(name);
      } else {
        try (InputStream stream = Decompressors.guarded(image.compression(),
            () -> ResourceStream.open(blob, image, content))) {
          members.unpack(name, stream);
        } catch (FormatException undecodable) {
          unreadable.add("cannot unpack " + ShownName.of(name) + ": " + undecodable.getMessage());
          members.unreadable(name);
        }
      }
    }
    unreadable.comment(sections);
  }
}
