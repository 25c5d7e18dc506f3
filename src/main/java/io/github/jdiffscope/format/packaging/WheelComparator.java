package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.zip.ZipContent;
import io.github.jdiffscope.codec.zip.ZipDirectory;
import io.github.jdiffscope.codec.zip.ZipMember;
import io.github.jdiffscope.codec.zip.ZipNameProbe;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/** Python wheels, PEP 427: a ZIP archive, and whether its RECORD names just what is in it. */
final class WheelComparator implements FormatComparator {
  private static final int RECORD_LIMIT_BYTES = 32 << 20;
  private static final Format FORMAT = Format.of("packaging/wheel", "Python wheel",
      Signature.all(Signature.magic(0, "PK\3\4"), Signature.nameEnds(".whl"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return ZipNameProbe.any(probe.blob(), member -> member.name().endsWith(".dist-info/WHEEL"));
        }
      })))
      .extending("archive/zip");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    ZipDirectory directory = ZipDirectory.read(blob);
    Set<String> there = directory.members().stream().filter(member -> !member.isDirectory()).map(ZipMember::name)
        .collect(Collectors.toCollection(TreeSet::new));
    String record = there.stream().filter(name -> name.matches("[^/]*\\.dist-info/RECORD")).findFirst().orElse(null);
    StringBuilder out = new StringBuilder();
    if (record == null) {
      out.append("no RECORD\n");
    } else {
      Map<String, String> sizes = recorded(blob, directory, directory.member(record));
      Set<String> recorded = sizes.keySet();
      recorded.stream().filter(name -> !there.contains(name))
          .forEach(name -> out.append("recorded but not there: ").append(name).append('\n'));
      there.stream().filter(name -> !recorded.contains(name))
          .forEach(name -> out.append("there but not recorded: ").append(name).append('\n'));
      directory.members().stream().filter(member -> isOtherSize(member, sizes.get(member.name())))
          .forEach(member -> out.append("recorded with ").append(sizes.get(member.name())).append(" bytes, has ")
              .append(member.size()).append(": ").append(member.name()).append('\n'));
    }
    sections.add(Section.text("RECORD against members", out));
  }

  /** Returns whether a member is recorded with another size; the RECORD itself and its signatures have none. */
  private static boolean isOtherSize(ZipMember member, String recorded) {
    return recorded != null && !recorded.isEmpty() && !recorded.equals(Long.toString(member.size()));
  }

  /** Returns the sizes that are recorded, by name. */
  private static Map<String, String> recorded(Blob blob, ZipDirectory directory, ZipMember record) throws IOException {
    Map<String, String> sizes = new TreeMap<>();
    try (InputStream content = ZipContent.stream(blob, record, directory.local(record))) {
      for (String line : new String(content.readNBytes(RECORD_LIMIT_BYTES), StandardCharsets.UTF_8).split("\r?\n")) {
        int size = line.lastIndexOf(',');
        int digest = size < 0 ? -1 : line.lastIndexOf(',', size - 1);
        if (digest > 0) {
          sizes.put(line.substring(0, digest).replaceAll("^\"|\"$", ""), line.substring(size + 1));
        }
      }
    } catch (ZipException damaged) {
      throw new FormatException("RECORD cannot be decompressed: " + damaged.getMessage(), damaged);
    }
    return sizes;
  }
}
