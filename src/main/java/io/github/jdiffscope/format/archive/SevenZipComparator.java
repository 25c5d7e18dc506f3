package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.codec.compress.Decompressors;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.sevenz.SevenZMethodConfiguration;

/** 7z archives, solid ones too. Encrypted ones are listed if their headers are not encrypted as well. */
final class SevenZipComparator implements FormatComparator {
  private static final int MEMORY_KIB = 256 << 10;
  private static final int UNIX_EXTENSION = 0x8000;
  private static final int ENCRYPTED_LINK_LIMIT = 1 << 16;
  private static final Format FORMAT = Format.of("archive/sevenzip", "7z archive",
      Signature.hex(0, "377ABCAF271C")).inWorker();

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    try (SevenZFile file = SevenZFile.builder().setSeekableByteChannel(new BlobChannel(blob))
        .setMaxMemoryLimitKiB(MEMORY_KIB).setUseDefaultNameForUnnamedEntries(true).setDefaultName("content").get()) {
      List<Row> rows = new ArrayList<>();
      for (SevenZArchiveEntry entry : file.getEntries()) {
        rows.add(row(entry));
      }
      sections.add(Section.listing("file list", List.of(), rows));
      sections.add(CompressedMember.compressed(blob));
      if (members.wanted()) {
        unpack(file, sections, members);
      }
    } catch (FormatException | LimitException known) {
      throw known;
    } catch (PasswordRequiredException encrypted) {
      throw new FormatException("the headers of this 7z archive are encrypted", encrypted);
    } catch (IOException | RuntimeException damaged) {
      throw new FormatException("7z archive is damaged: " + damaged.getMessage(), damaged);
    }
  }

  private static Row row(SevenZArchiveEntry entry) {
    int attributes = entry.getHasWindowsAttributes() ? entry.getWindowsAttributes() : 0;
    boolean unix = (attributes & UNIX_EXTENSION) != 0;
    int mode = unix ? attributes >>> 16 : entry.isDirectory() ? 0x41ED : 0x81A4;
    char type = entry.isDirectory() ? 'd' : (mode & 0xF000) == 0xA000 ? 'l' : '-';
    Instant modified = entry.getHasLastModifiedDate() ? entry.getLastModifiedTime().toInstant() : Instant.EPOCH;
    String text = new ListRow().mode(type, mode).links(0).owners("", 0, "", 0)
        .padded(Long.toString(entry.getSize()), 10).time(modified).named(entry.getName(), "", null);
    return new Row(TarRows.key(entry.getName()), text, details(entry, text.substring(0, 10), attributes));
  }

  private static List<Detail> details(SevenZArchiveEntry entry, String mode, int attributes) {
    List<Detail> details = new ArrayList<>();
    details.add(new Detail(mode, String.format(Locale.ROOT, "attributes 0x%08x", attributes)));
    if (entry.getHasLastModifiedDate()) {
      details.add(new Detail("", entry.getLastModifiedTime().toInstant().getNano() % 1000 + " ns"));
    }
    if (entry.getHasCreationDate()) {
      details.add(new Detail("", "created " + ExtraFields.time(entry.getCreationTime().toInstant())));
    }
    if (entry.getHasAccessDate()) {
      details.add(new Detail("", "accessed " + ExtraFields.time(entry.getAccessTime().toInstant())));
    }
    StringBuilder methods = new StringBuilder("method");
    if (entry.getContentMethods() != null) {
      for (SevenZMethodConfiguration method : entry.getContentMethods()) {
        methods.append(' ').append(method.getMethod());
        Object options = method.getOptions();
        if (options instanceof Number) {
          methods.append(':').append(options);
        }
      }
      details.add(new Detail("", methods.toString()));
    }
    return details;
  }

  private static void unpack(SevenZFile file, Sections sections, MemberSink members) throws IOException {
    Counted unreadable = new Counted();
    for (SevenZArchiveEntry entry : file.getEntries()) {
      if (entry.isDirectory()) {
        continue;
      }
      String name = TarRows.key(entry.getName());
      try (InputStream content = Decompressors.guarded("7z", () -> file.getInputStream(entry))) {
        int mode = entry.getHasWindowsAttributes() ? entry.getWindowsAttributes() >>> 16 : 0;
        if ((mode & 0xF000) == 0xA000 && entry.getSize() <= ENCRYPTED_LINK_LIMIT) {
          members.symlink(name, io.github.jdiffscope.bytes.FileNames.decode(content.readNBytes(ENCRYPTED_LINK_LIMIT)));
        } else {
          members.unpack(name, content);
        }
      } catch (FormatException undecodable) {
        boolean encrypted = undecodable.getCause() instanceof PasswordRequiredException;
        unreadable.add(encrypted ? ShownName.of(name) + " is encrypted: its content is not compared"
            : "cannot unpack " + ShownName.of(name) + ": " + undecodable.getMessage());
      }
    }
    unreadable.comment(sections);
  }
}
